from pathlib import Path

from facilitator.activities.brief.rules import Ticks, points, toggle
from facilitator.core.blocks import Bullets
from facilitator.core.stepview import StepView
from facilitator.session.session import Session
from facilitator.session.views import view
from tests.kit.harness import make_session, reopen, step_of


def session(tmp_path: Path, *checklist: str) -> Session:
    return make_session(tmp_path, [{"id": "a", "kind": "brief", "prompt": "Hello", "checklist": list(checklist)}])


def look(of: Session) -> StepView:
    return view(of, step_of(of, "a"))


def test_a_ticked_point_is_done_and_a_second_tick_takes_it_back(tmp_path: Path) -> None:
    s = session(tmp_path, "Say hello", "Say why")
    s.apply_now(toggle(look(s), 1))
    assert points(look(s)) == [("Say hello", False), ("Say why", True)]
    s.apply_now(toggle(look(s), 1))
    assert points(look(s)) == [("Say hello", False), ("Say why", False)]
    s.close()


def test_marks_are_one_record_of_the_step_and_come_back_after_closing(tmp_path: Path) -> None:
    s = session(tmp_path, "Say hello", "Say why")
    s.apply_now(toggle(look(s), 1))
    s.apply_now(toggle(look(s), 0))
    s = reopen(s)
    assert [ticks.done for ticks in s.table(Ticks).values()] == [(0, 1)]
    s.close()


def test_undo_says_which_point(tmp_path: Path) -> None:
    s = session(tmp_path, "Say hello")
    s.apply_now(toggle(look(s), 0))
    s.apply_now(toggle(look(s), 0))
    assert [entry.label for entry in s.history] == ["tick “Say hello”", "untick “Say hello”"]
    s.close()


def test_going_on_asks_while_a_point_is_open(tmp_path: Path) -> None:
    s = session(tmp_path, "Say hello", "Say why")
    kind = s.kinds["brief"]
    assert kind.why_unfinished(look(s)) == "2 points of the check list are open."
    s.apply_now(toggle(look(s), 0))
    assert kind.why_unfinished(look(s)) == "1 point of the check list is open."
    s.apply_now(toggle(look(s), 1))
    assert kind.why_unfinished(look(s)) == ""
    s.close()


def test_a_brief_without_a_list_has_nothing_to_ask_or_report(tmp_path: Path) -> None:
    s = session(tmp_path)
    assert s.kinds["brief"].why_unfinished(look(s)) == ""
    assert s.kinds["brief"].blocks(look(s)) == []
    s.close()


def test_the_teams_report_has_the_list_as_soon_as_a_point_is_done(tmp_path: Path) -> None:
    s = session(tmp_path, "Say hello", "Say why")
    assert s.kinds["brief"].blocks(look(s)) == []
    s.apply_now(toggle(look(s), 0))
    listed = Bullets(items=("Say hello", "Say why"), done=(True, False), audience="team")
    assert s.kinds["brief"].blocks(look(s)) == [listed]
    s.close()


def test_the_room_sees_text_and_list(tmp_path: Path) -> None:
    s = session(tmp_path, "Say hello")
    scene = s.kinds["brief"].scene_of(look(s))
    assert (scene.title, scene.prompt) == ("Step 1", "Hello")
    assert scene.blocks == (Bullets(items=("Say hello",), done=(False,)),)
    s.close()
