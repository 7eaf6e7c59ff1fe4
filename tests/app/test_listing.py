"""Which sessions Home lists, and in which words."""

from pathlib import Path

import pytest

from facilitator.app.listing import Listing, columns, details, fault, first_client, heading, read, row, state, why_empty
from facilitator.core.i18n import Translator
from facilitator.store.notices import Finding
from facilitator.store.peek import SessionSummary
from tests.app.shell_app import a_session

TR = Translator()


def session(title: str = "Kick-off", client: str = "Acme", **more: object) -> SessionSummary:
    folder = Path("/home/x/sessions") / f"2026-11-22-{client.lower()}-{title.lower()}"
    return SessionSummary(
        folder=folder, title=title, client=client, **{"date": "2026-11-22", "state": "prepared"} | more
    )


def broken(name: str) -> SessionSummary:
    finding = Finding("not_a_session", {"path": f"/home/x/sessions/{name}/session.json"})
    return SessionSummary(folder=Path("/home/x/sessions") / name, title=name, fault=str(finding), finding=finding)


def test_only_one_clients_sessions_are_seen() -> None:
    listing = Listing([session("a"), session("b", "Bolt"), session("c", "ACME")], "Acme")
    assert [entry.title for entry in listing.seen] == ["a", "c"]
    assert listing.unseen == 1


def test_everybodys_sessions_are_seen_on_demand() -> None:
    assert Listing([session("a"), session("b", "Bolt")], "Acme", everybody=True).unseen == 0


def test_a_broken_session_of_another_client_stays_unseen_but_is_counted() -> None:
    listing = Listing([session("a"), broken("2026-11-22-acme-x"), broken("2026-11-22-bolt-y")], "Acme")
    assert [entry.folder.name for entry in listing.seen] == ["2026-11-22-acme-a", "2026-11-22-acme-x"]
    assert listing.unseen_faults == 1
    assert heading(listing, TR, public=True) == "Acme: 2 sessions · 1 more cannot be read"


@pytest.mark.parametrize("client", ["An", "Jo", "Acme"])
def test_a_broken_session_of_a_client_with_a_longer_name_stays_unseen(client: str) -> None:
    others = [session("a", "Acme Nord"), broken("2026-11-22-acme-nord-x"), broken("2026-11-22-stefan-jos-y")]
    assert not [entry for entry in Listing([*others, session("b", client)], client).seen if entry.fault]


def test_a_broken_archive_is_its_clients_as_well() -> None:
    assert Listing([broken("2026-11-22-acme.zip")], "ACME").seen


def test_broken_sessions_are_seen_when_there_is_no_client_at_all() -> None:
    assert len(Listing([session("a", ""), broken("x")], "").seen) == 2


def test_broken_sessions_alone_are_seen() -> None:
    assert len(Listing([broken("x")], "").seen) == 1


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("", ["Kick-off", "Deep dive"]),
        ("kick", ["Kick-off"]),
        ("DIVE deep", ["Deep dive"]),
        ("2026-11 dive", ["Deep dive"]),
        ("bolt", []),
        ("kick dive", []),
    ],
)
def test_search_finds_every_word_anywhere(words: str, titles: list[str]) -> None:
    listing = Listing([session("Kick-off"), session("Deep dive"), session("Other", "Bolt")], "Acme")
    assert [entry.title for entry in listing.found(words)] == titles


def test_the_first_client_is_the_chosen_one() -> None:
    assert first_client([session(client="Acme")], None, " Bolt\x1b ") == "Bolt"


def test_without_a_choice_it_is_the_newest_sessions_client() -> None:
    assert first_client([broken("x"), session(client="Acme"), session(client="Bolt")], None, "") == "Acme"
    assert first_client([]) == ""


def test_a_row_has_a_cell_for_every_column() -> None:
    for everybody in (False, True):
        assert len(row(session(), TR, everybody=everybody).cells) == len(columns(TR, everybody=everybody))


def test_a_row_says_state_progress_and_tasks() -> None:
    cells = row(
        session(state="running", steps=8, steps_done=3, open_tasks=5, next_due="2026-12-03"), TR, everybody=True
    )
    assert cells.cells == ("2026-11-22", "Kick-off", "Acme", "● running", "3/8", "5", "2026-12-03")


def test_a_broken_row_is_its_sentence_with_the_folder_alone() -> None:
    shown = row(broken("acme-x"), TR, everybody=False)
    assert shown.across.startswith("✗ acme-x: this is not a session")
    assert shown.style == "bad"


def test_a_fault_without_a_finding_is_its_own_sentence() -> None:
    assert fault(SessionSummary(folder=Path("x"), fault="Broken."), TR) == "Broken."


def test_a_state_that_is_not_known_is_shown_as_it_is() -> None:
    assert state(session(state="asleep"), TR) == "asleep"


def test_details_say_what_a_line_has_no_room_for() -> None:
    text = details(session(open=True, open_tasks=2, next_due="2026-12-03"), TR)
    assert "open in another window" in text
    assert "2 open tasks, the next due on 2026-12-03." in text
    assert "/home/x/sessions/2026-11-22-acme-kick-off" in text
    assert "1 open task, none with a date." in details(session(open_tasks=1), TR)


@pytest.mark.parametrize(
    ("listing", "words"),
    [
        (Listing([], ""), ""),
        (Listing([session("a", "")], ""), "1 session"),
        (Listing([session("a"), session("b")], "Acme"), "Acme: 2 sessions"),
        (
            Listing([session("a"), session("b", "B")], "Acme", everybody=True),
            "All clients: 2 sessions · the room can see this",
        ),
    ],
)
def test_the_heading_says_whose_sessions_these_are(listing: Listing, words: str) -> None:
    assert heading(listing, TR, public=True) == words


def test_on_a_private_screen_nobody_is_warned_of_the_room() -> None:
    assert heading(Listing([session()], "Acme", everybody=True), TR, public=False) == "All clients: 1 session"


def test_an_empty_list_says_what_to_do() -> None:
    assert "There are no sessions yet." in why_empty(Listing([], ""), TR)
    assert "There are no sessions of Bolt yet." in why_empty(Listing([session()], "Bolt"), TR)
    assert "No session has these words" in why_empty(Listing([session()], "Acme"), TR)


def test_sessions_are_read_newest_first(tmp_path: Path) -> None:
    for date in ("2026-01-01", "2026-03-01", "2026-02-01"):
        a_session(tmp_path, "x", date=date)
    found, trouble = read(tmp_path, TR)
    assert ([entry.date for entry in found], trouble) == (["2026-03-01", "2026-02-01", "2026-01-01"], "")


def test_a_folder_that_is_not_there_has_no_sessions(tmp_path: Path) -> None:
    assert read(tmp_path / "nowhere", TR) == ([], "")


def test_a_folder_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "sessions").write_text("a file")
    found, trouble = read(tmp_path, TR)
    assert found == []
    assert trouble.startswith(f"{tmp_path / 'sessions'} cannot be read: ")


def test_with_archived_sessions_an_empty_list_names_the_key_that_shows_them() -> None:
    assert "z shows what is archived" in why_empty(Listing([], ""), TR, archived=True)
    of_others = why_empty(Listing([session()], "Bolt"), TR, archived=True)
    assert of_others.startswith("There are no sessions of Bolt here.")
    assert "a shows the sessions of all clients." in of_others
    assert "No session has these words" in why_empty(Listing([session()], "Acme"), TR, archived=True)
