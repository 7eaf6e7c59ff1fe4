"""``facilitator new``: what a session takes from earlier ones, without the screens."""

from pathlib import Path

import msgspec
import pytest

from facilitator.activities import find
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Item, Person, Task
from facilitator.session.session import Session

from .conftest import Run


def opened(done) -> Session:
    assert done.result == 0, done.err
    return Session.open(Path(done.out.strip()), find(), read_only=True)


@pytest.fixture
def begun(folder: Path) -> Path:
    """The session with a card, an open task and two finished steps."""
    session = Session.open(folder, find())
    anna = next(person for person in session.table(Person).values() if person.name == "Anna")
    card = Item(id=new_id(), number=1, collection="use-cases", title="Draft quotes", order=1)
    task = Task(id=new_id(), number=1, title="Ask IT", order=1, owner=anna.id)
    steps = [
        msgspec.structs.replace(step, state="done", spent=33 * 60.0)
        for step in session.steps
        if step.key in ("welcome", "collect")
    ]
    session.apply_now(Change("", (card, task, *steps), history="none"))
    session.close()
    return folder


def test_it_says_when_its_days_begin(facilitator: Run) -> None:
    assert opened(facilitator("new", "use-case", "--starts", "9.30")).info.starts == "09:30"


def test_a_wrong_clock_time_is_refused(facilitator: Run, home: Path) -> None:
    done = facilitator("new", "use-case", "--starts", "25:00")
    assert (done.result, "25:00" in done.err) == (1, True)
    assert not (home / "sessions").exists()


@pytest.mark.parametrize("letters", ['{ A = "Decides", R = "" }', '{ N = "No letter" }', '"RACI"'])
def test_a_workshop_that_its_kind_refuses_is_refused_with_file_and_line(
    facilitator: Run, home: Path, letters: str
) -> None:
    file = home / "workshops" / "matrix.toml"
    file.parent.mkdir(parents=True)
    step = '[[step]]\nid = "who"\nkind = "raci"\ntitle = "Who"\nminutes = 10\nletters = '
    file.write_text(f'title = "Matrix"\n{step}{letters}\n', encoding="utf-8")
    done = facilitator("new", "matrix")
    assert done.result == 1
    assert f"{file}:7: " in done.err
    assert not (home / "sessions").exists()


def test_it_goes_on_from_an_earlier_session(facilitator: Run, begun: Path, tmp_path: Path) -> None:
    people = tmp_path / "more.txt"
    people.write_text("ANNA\nCem\n", encoding="utf-8")
    session = opened(facilitator("new", "use-case", "--follows", begun.name, "--people", people))
    assert session.info.client == "Acme"
    assert [card.title for card in session.table(Item).values()] == ["Draft quotes"]
    names = sorted(session.table(Person).values(), key=lambda person: person.order)
    assert [person.name for person in names] == ["ANNA", "Cem", "Bo"]
    (task,) = session.table(Task).values()
    assert task.owner == names[0].id


def test_only_the_rest_of_the_agenda(facilitator: Run, begun: Path) -> None:
    session = opened(facilitator("new", "use-case", "--follows", begun, "--rest", "--cards", "none"))
    assert {"welcome", "collect"}.isdisjoint(step.key for step in session.steps)
    assert not session.table(Item)


def test_minutes_as_earlier_sessions_took_them(facilitator: Run, begun: Path) -> None:
    session = opened(facilitator("new", "use-case", "--minutes", "earlier"))
    plans = {step.key: step.minutes.plan for step in session.steps}
    assert (plans["welcome"], plans["collect"]) == (33, 33)


def test_without_asking_the_minutes_are_the_workshops(facilitator: Run, begun: Path) -> None:
    plans = {step.key: step.minutes.plan for step in opened(facilitator("new", "use-case")).steps}
    assert plans["welcome"] == 10


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--rest",), "name it with --follows"),
        (("--cards", "winners"), "name it with --follows"),
        (("--follows", "first", "--client", "Bolt"), "“First” is a session of Acme"),
        (("--follows", "no-such-session"), "no-such-session"),
    ],
)
def test_what_does_not_fit_together_is_one_sentence(
    facilitator: Run, begun: Path, home: Path, words: tuple[str, ...], said: str
) -> None:
    done = facilitator("new", "use-case", *words)
    assert done.result == 1
    assert said in done.err
    assert done.err.count("\n") == 1
    assert len(list((home / "sessions").iterdir())) == 1


def test_the_rest_of_another_workshop_is_refused(facilitator: Run, begun: Path) -> None:
    facilitator("workshops", "copy", "use-case", "my-own")
    done = facilitator("new", "my-own", "--follows", begun, "--rest")
    assert (done.result, "use-case" in done.err) == (1, True)


def test_a_like_client_counts_as_the_same_when_the_session_is_named(facilitator: Run, begun: Path) -> None:
    session = opened(facilitator("new", "use-case", "--follows", begun, "--client", "ACME B.V."))
    assert session.info.client == "ACME B.V."


def test_a_damaged_earlier_session_is_one_sentence(facilitator: Run, begun: Path) -> None:
    (begun / "session.json").write_bytes(b"\x00" * 500)
    for copy in (begun / "copies").iterdir():
        copy.unlink()
    done = facilitator("new", "use-case", "--follows", begun)
    assert done.result == 1
    assert done.err.count("\n") == 1


def test_a_file_of_people_that_is_not_there_is_said_in_a_plain_sentence(facilitator: Run) -> None:
    done = facilitator("new", "use-case", "--people", "nobody.txt")
    assert (done.result, done.err.strip()) == (1, "facilitator: There is no file nobody.txt.")


def test_people_come_from_a_file_in_another_encoding(facilitator: Run, tmp_path: Path) -> None:
    people = tmp_path / "people.txt"
    people.write_bytes("Zoë\n".encode("cp1252"))
    session = opened(facilitator("new", "use-case", "--people", people))
    assert [person.name for person in session.table(Person).values()] == ["Zoë"]
