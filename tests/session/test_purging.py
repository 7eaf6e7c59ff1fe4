"""A person is taken off the record: afterwards no byte of the home holds the name, but for results that are named."""

import asyncio
import re
import unicodedata
from pathlib import Path

import pytest

from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import new_id
from facilitator.core.records import Item, Note, Person, SubGroup, Task
from facilitator.session.purge_plan import Plan, Request, plan
from facilitator.session.purge_words import choice, foreseen, limits, told
from facilitator.session.purging import Report, purge
from facilitator.session.session import Session
from facilitator.store.archive import check

from .purging import (
    BEN,
    EMAIL,
    KINDS,
    NAME,
    TR,
    card,
    export_files,
    full_home,
    gather,
    holders,
    make,
    put,
    reopened,
    things,
    vote,
)


def planned(home: Path, name: str = NAME, **more: object) -> Plan:
    return plan(home, Request(name=name, **more), KINDS, TR)  # type: ignore[arg-type]


def purged(home: Path, name: str = NAME, *, exports: bool = False, **more: object) -> Report:
    return purge(planned(home, name, **more), TR, exports=exports)


def opened(folder: Path) -> Session:
    return Session.open(folder, KINDS, read_only=True)


@pytest.mark.parametrize(
    ("name", "email"),
    [
        (NAME, EMAIL),
        ("Jürgen Müßig", "jm@example.org"),
        ("Siobhán O’Brien-Łukasz", "s.obl@example.org"),
        ("Ngô Bảo Châu", "chau@example.org"),
        ("李小伟", "li@example.org"),
        ("Zoë", "zoe@example.org"),
    ],
    ids=["plain", "umlauts", "apostrophe", "many accents", "without blanks", "one word"],
)
def test_no_byte_of_the_home_holds_the_name_or_the_address(tmp_path: Path, name: str, email: str) -> None:
    full_home(tmp_path, name, email)
    assert len(holders(tmp_path, name, email)) > 6  # what is not searched for is not found
    report = purged(tmp_path, name)
    assert report.troubles == []
    assert holders(tmp_path, name, email) == set()


def test_results_that_hold_the_name_are_listed_and_nothing_else_holds_it(tmp_path: Path) -> None:
    full_home(tmp_path)
    files = export_files(tmp_path)
    report = purged(tmp_path)
    named = {path.name for path in report.exports.holding}
    assert named == set(files) - {"clean.md", "drawn.pdf"}
    assert [path.name for path in report.exports.opaque] == ["drawn.pdf"]
    assert holders(tmp_path, NAME, EMAIL) <= {str(path) for path in report.exports.holding}


@pytest.mark.parametrize("name", ["Jürgen Müßig", "Siobhán O’Brien"])
def test_results_are_found_with_accents_in_every_encoding(tmp_path: Path, name: str) -> None:
    files = export_files(tmp_path, name)
    made = planned(tmp_path, name)
    assert {path.name for path in made.exports.holding} == set(files) - {"clean.md", "drawn.pdf"}


def test_results_that_hold_the_name_are_deleted_when_asked(tmp_path: Path) -> None:
    full_home(tmp_path)
    files = export_files(tmp_path)
    report = purged(tmp_path, exports=True)
    assert {path.name for path in report.deleted} == set(files) - {"clean.md", "drawn.pdf"}
    assert files["clean.md"].exists()
    assert holders(tmp_path, NAME, EMAIL) == set()


def test_an_export_folder_that_becomes_empty_goes_and_the_exports_stay(tmp_path: Path) -> None:
    folder = tmp_path / "exports" / "one"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(NAME)
    (tmp_path / "exports" / "two").mkdir()
    purged(tmp_path, exports=True)
    assert not folder.exists()
    assert (tmp_path / "exports").exists()


def test_a_plan_changes_nothing(tmp_path: Path) -> None:
    folder = full_home(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    foreseen(planned(tmp_path), TR)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert folder.exists()


def test_the_other_people_and_their_work_stay_as_they_are(tmp_path: Path) -> None:
    folder = full_home(tmp_path)
    before = opened(folder)
    ben = next(p for p in before.table(Person).values() if p.name == BEN["name"])
    untouched = [before.table(t) for t in (Item, Task, Note)]
    untouched = [{k: r for k, r in records.items() if not holders_of(r)} for records in untouched]
    before.close()
    purged(tmp_path)
    after = opened(folder)
    assert things(after)["people"] == ["Annual Bakkersma", BEN["name"]]
    assert after.table(Person)[ben.id].email == BEN["email"]
    for record_type, kept in zip((Item, Task, Note), untouched, strict=True):
        for key, record in kept.items():
            found = after.table(record_type)[key]
            assert found == record or getattr(record, "author", None) or getattr(record, "owner", None)
    after.close()


def holders_of(record: object) -> bool:
    text = unicodedata.normalize("NFC", str(record)).lower()
    return "anna bakker" in text or "bakker, anna" in text or EMAIL in text


def test_references_let_go_of_the_person(tmp_path: Path) -> None:
    folder = full_home(tmp_path)
    purged(tmp_path)
    session = opened(folder)
    items = {item.title: item for item in session.table(Item).values()}
    assert items["Annual report"].author is None
    assert items["Invoices"].author is not None
    assert sorted(task.owner is None for task in session.table(Task).values()) == [False, True]
    [group] = session.table(SubGroup).values()
    assert (group.title, len(group.people)) == ("Group [removed]", 1)
    assert session.unreadable == []
    session.close()


def test_the_texts_say_where_a_name_was(tmp_path: Path) -> None:
    folder = full_home(tmp_path)
    purged(tmp_path)
    session = opened(folder)
    assert "[removed] types every invoice" in things(session)["titles"]
    assert "[removed]’s team starts" in {note.text for note in session.table(Note).values()}
    session.close()


def test_words_that_only_contain_the_name_stay(tmp_path: Path) -> None:
    session = make(tmp_path, "Ann", "ann@example.org")
    put(session, Note(id=new_id(), what="note", text="Annual planning with joann@example.org, Ann", at=""))
    folder = session.store.folder
    session.close()
    purged(tmp_path, "Ann")
    session = opened(folder)
    texts = {note.text for note in session.table(Note).values()}
    assert "Annual planning with joann@example.org, [removed]" in texts
    assert "Annual report" in things(session)["titles"]
    assert "Annual Bakkersma" in things(session)["people"]
    session.close()


def test_nothing_can_be_undone_any_more(tmp_path: Path) -> None:
    folder = full_home(tmp_path)
    purged(tmp_path)
    session = Session.open(folder, KINDS)
    assert session.history == []
    with pytest.raises(FacilitatorError, match="nothing to undo"):
        asyncio.run(session.undo())
    session.close()


def test_a_purge_while_a_round_is_open(tmp_path: Path) -> None:
    folder = full_home(tmp_path)
    report = purged(tmp_path)
    assert report.ballots == 1
    session = Session.open(folder, KINDS)
    [gathering] = [r for r in session.rounds._session._tables["rounds"].values() if r.state == "open"]  # type: ignore[attr-defined]
    assert sorted(value["title"] for _, value in session.rounds.waiting(gathering.id)) == [
        "A robot",
        "Let [removed] decide",
    ]

    async def goes_on() -> int:
        await session.rounds.cast(gathering.id, new_id(), {"title": "One more"}, "laptop")
        await session.rounds.close(gathering.id, Change("close"))
        seen: list[object] = []
        await session.rounds.reveal(gathering.id, lambda ballots, _: (seen.extend(ballots), (Change("x"), {}))[1])
        return len(seen)

    assert asyncio.run(goes_on()) == 3
    session.close()


def test_a_revealed_vote_keeps_its_figures(tmp_path: Path) -> None:
    session = make(tmp_path)
    done = asyncio.run(vote(session))
    receipts = session.rounds.receipts(done.id)
    folder = session.store.folder
    session.close()
    purged(tmp_path)
    session = Session.open(folder, KINDS)
    after = session.table(type(done))[done.id]
    assert after.result == done.result
    assert after.ties[0].by == "[removed]"
    assert session.rounds.receipts(done.id) == receipts
    session.close()


def test_an_archive_is_purged_and_proves_itself_again(tmp_path: Path) -> None:
    full_home(tmp_path)
    [path] = (tmp_path / "archive").iterdir()
    names = set(check(path).content)
    purged(tmp_path)
    checked = check(path)
    assert (checked.faults, checked.remarks) == ((), ())
    assert set(checked.content) == names
    assert b"removed" in checked.content["exports/report.md"]


def test_an_altered_archive_is_left_alone_and_named(tmp_path: Path) -> None:
    full_home(tmp_path)
    [path] = (tmp_path / "archive").iterdir()
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    report = purged(tmp_path)
    made = planned(tmp_path)
    assert any(path.name in trouble for trouble in made.troubles)
    assert path.read_bytes() == bytes(data)
    assert report.targets


def test_a_session_open_elsewhere_is_left_alone_and_named(tmp_path: Path) -> None:
    session = make(tmp_path)
    other = make(tmp_path, title="Other")
    other.close()
    report = purged(tmp_path)
    assert [target.place.title for target in report.targets] == ["Other"]
    assert "open in another program" in report.troubles[0]
    session.close()


def test_a_purge_can_be_done_again_and_finds_nothing(tmp_path: Path) -> None:
    full_home(tmp_path)
    purged(tmp_path)
    assert planned(tmp_path).empty


def test_a_purge_that_was_cut_short_is_finished_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from facilitator.store import purging as store_purging

    full_home(tmp_path)

    def killed(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(store_purging, "_forget", killed)
        with pytest.raises(KeyboardInterrupt):
            purged(tmp_path)
    assert holders(tmp_path, NAME)
    assert purged(tmp_path).troubles == []
    assert holders(tmp_path, NAME, EMAIL) == set()


def test_a_person_whom_only_texts_name_is_purged(tmp_path: Path) -> None:
    session = make(tmp_path)
    put(session, Note(id=new_id(), what="note", text="Call Carla Nowak", at=""))
    session.close()
    purged(tmp_path, "carla nowak")
    assert holders(tmp_path, "Carla Nowak") == set()
    assert holders(tmp_path, NAME)


def test_somebody_is_found_by_the_address(tmp_path: Path) -> None:
    full_home(tmp_path)
    purged(tmp_path, EMAIL.upper())
    assert holders(tmp_path, NAME, EMAIL) == set()


def test_further_words_are_taken_out_where_the_person_was(tmp_path: Path) -> None:
    folder = full_home(tmp_path)
    purged(tmp_path, also=("tired",))
    session = opened(folder)
    assert "Anna was [removed]; the annual plan is late" in {note.text for note in session.table(Note).values()}
    session.close()


def test_further_words_alone_need_a_session(tmp_path: Path) -> None:
    folder = full_home(tmp_path)
    purged(tmp_path)
    with pytest.raises(FacilitatorError, match="in which one"):
        planned(tmp_path, also=("Anna",))
    purged(tmp_path, also=("Anna",), sessions=(folder,))
    session = opened(folder)
    assert "[removed] was tired; the annual plan is late" in {note.text for note in session.table(Note).values()}
    session.close()


def test_texts_with_a_part_of_the_name_are_shown(tmp_path: Path) -> None:
    full_home(tmp_path)
    report = purged(tmp_path)
    excerpts = {left.excerpt for _, left in report.left}
    assert "Anna was tired; the annual p…" in excerpts
    assert any("Anna was tired" in sentence for sentence in told(report, tmp_path, TR))


def test_only_one_session_is_purged_when_asked(tmp_path: Path) -> None:
    one, two = make(tmp_path), make(tmp_path, title="Second")
    one.close()
    two.close()
    purged(tmp_path, sessions=(one.store.folder,))
    assert holders(one.store.folder, NAME) == set()
    assert holders(two.store.folder, NAME)


def test_an_empty_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FacilitatorError, match="Whom"):
        planned(tmp_path, "  ")


def test_nobody_of_that_name_is_said(tmp_path: Path) -> None:
    make(tmp_path).close()
    made = planned(tmp_path, "Nobody Here")
    assert made.empty
    assert "nowhere" in foreseen(made, TR)[0]


# Same name twice


def test_two_people_of_one_name_in_one_session_are_asked_about(tmp_path: Path) -> None:
    session = make(tmp_path)
    put(session, Person(id=new_id(), name="anna bakker", order=9, department="Finance"))
    session.close()
    made = planned(tmp_path)
    assert len(made.choices) == 2
    assert any("Finance" in choice(group, TR) for group in made.choices)
    with pytest.raises(FacilitatorError, match="choose one"):
        purge(made, TR)


def test_the_other_one_of_the_same_name_stays(tmp_path: Path) -> None:
    session = make(tmp_path)
    other = Person(id=new_id(), name=NAME, order=9, department="Finance")
    put(session, other)
    folder = session.store.folder
    session.close()
    [mine] = [group for group in planned(tmp_path).choices if group[0].email == EMAIL]
    report = purged(tmp_path, ids=frozenset({mine[0].id}))
    session = opened(folder)
    assert session.table(Person)[other.id] == other
    assert "[removed] types every invoice" in things(session)["titles"]
    session.close()
    assert any("somebody else has the same name" in sentence for sentence in told(report, tmp_path, TR))
    assert report.others.holding == []


def test_two_clients_of_the_same_name(tmp_path: Path) -> None:
    acme = make(tmp_path, email="", client="Acme")
    bolt = make(tmp_path, email="", client="Bolt")
    for session in (acme, bolt):
        session.close()
    groups = planned(tmp_path).choices
    assert sorted(group[0].client for group in groups) == ["Acme", "Bolt"]
    [mine] = [group for group in groups if group[0].client == "Acme"]
    purged(tmp_path, ids=frozenset({mine[0].id}))
    assert holders(acme.store.folder, NAME) == set()
    assert holders(bolt.store.folder, NAME)


def test_one_address_is_one_person_whatever_the_client(tmp_path: Path) -> None:
    for client in ("Acme", "Bolt"):
        make(tmp_path, client=client).close()
    assert planned(tmp_path).choices == []
    purged(tmp_path)
    assert holders(tmp_path, NAME) == set()


def test_a_dash_in_the_place_of_the_address_makes_nobody_the_same(tmp_path: Path) -> None:
    for client in ("Acme", "Bolt"):
        make(tmp_path, email="-", client=client).close()
    assert len(planned(tmp_path).choices) == 2


def test_an_id_that_nobody_has_is_refused(tmp_path: Path) -> None:
    make(tmp_path).close()
    with pytest.raises(FacilitatorError, match="that id"):
        planned(tmp_path, ids=frozenset({new_id()}))


# What else holds the name


def test_a_folder_whose_own_name_holds_the_name_is_called_otherwise(tmp_path: Path) -> None:
    session = make(tmp_path, title=f"Coaching {NAME}")
    folder = session.store.folder
    session.close()
    report = purged(tmp_path)
    assert not folder.exists()
    new = report.moved[folder]
    assert re.fullmatch(r"2027-01-29-acme-coaching-removed", new.name)
    again = Session.open(new, KINDS)
    assert again.info.title == "Coaching [removed]"
    assert again.store.summary["title"] == "Coaching [removed]"
    again.close()


def test_own_workshops_settings_and_strange_files_are_named(tmp_path: Path) -> None:
    session = make(tmp_path)
    session.close()
    (session.store.folder / "remember.txt").write_text(f"ask {NAME}")
    workshop = tmp_path / "workshops" / "mine" / "workshop.toml"
    workshop.parent.mkdir(parents=True)
    workshop.write_text(f'title = "With {NAME}"')
    (tmp_path / "settings.toml").write_text(f'client = "{NAME}"')
    report = purged(tmp_path)
    assert {path.name for path in report.others.holding} == {"remember.txt", "workshop.toml", "settings.toml"}
    assert holders(tmp_path, NAME) == {str(path) for path in report.others.holding}


def test_a_damaged_session_is_named_and_the_others_are_purged(tmp_path: Path) -> None:
    bad, good = make(tmp_path), make(tmp_path, title="Good")
    bad.close()
    good.close()
    path = bad.store.folder / "session.json"
    path.write_bytes(b"{" + path.read_bytes()[:500])
    made = planned(tmp_path)
    purge(made, TR)
    assert holders(good.store.folder, NAME) == set()
    assert made.troubles or any(target.place.path == bad.store.folder for target in made.targets)


def test_what_an_interrupted_removal_left_is_swept(tmp_path: Path) -> None:
    make(tmp_path).close()
    left = tmp_path / "sessions" / ".old.removed-0123abcd"
    left.mkdir()
    (left / "session.json").write_text(NAME)
    purged(tmp_path)
    assert not left.exists()


def test_a_renamed_step_and_the_workshop_in_a_session_are_cleaned_and_still_work(tmp_path: Path) -> None:
    from facilitator.core.workshop import parse
    from facilitator.session.starting import Beginning, create

    source = {
        "title": f"For {NAME}",
        "collections": {"cards": {"title": "Card"}},
        "step": [
            {"id": "anna-bakker", "kind": "ideas", "title": f"Ask {NAME}", "minutes": 5, "items": "cards"},
            {
                "id": "plan",
                "kind": "plan",
                "title": "Plan",
                "minutes": 5,
                "items": "cards",
                "only": {"winners_of": "anna-bakker"},
            },
        ],
    }
    beginning = Beginning(title="T", people=[Person(id=new_id(), name=NAME, order=1)])
    session = create(tmp_path, parse(source, {"nl": {"title": NAME}}, "w"), beginning, KINDS)
    folder = session.store.folder
    session.close()
    purged(tmp_path)
    assert holders(tmp_path, NAME, "anna-bakker") == set()
    session = opened(folder)
    steps = {step.kind: step for step in session.steps}
    assert steps["plan"].only == {"winners_of": steps["ideas"].key}
    assert session.workshop().step(steps["ideas"].key) is not None
    session.close()


def test_what_cannot_be_promised_is_said() -> None:
    words = " ".join(limits(TR))
    for word in ("backups", "synced", "printed", "laptops", "encrypted"):
        assert word in words


def test_after_the_purge_copies_hold_only_the_new_state(tmp_path: Path) -> None:
    session = reopened(make(tmp_path), 2)
    folder = session.store.folder
    session.close()
    purged(tmp_path)
    assert list((folder / "copies").iterdir()) == []
    reopened(Session.open(folder, KINDS), 2).close()
    assert holders(tmp_path, NAME, EMAIL) == set()


def test_a_purge_of_an_open_round_without_the_name_keeps_every_receipt(tmp_path: Path) -> None:
    session = make(tmp_path)
    gathering = asyncio.run(gather(session, "A robot"))
    box = session.store.folder / "rounds" / f"{gathering.id}.box"
    session.close()
    before = box.read_bytes()
    report = purged(tmp_path)
    assert (report.ballots, box.read_bytes()) == (0, before)


def test_an_answer_under_the_name_kind_is_cleaned_like_any_other(tmp_path: Path) -> None:
    session = make(tmp_path)
    put(session, card(session, "x", fields={"kind": f"{NAME} does it"}), session.counted("items", 1))
    session.close()
    purged(tmp_path)
    assert holders(tmp_path, NAME, EMAIL) == set()


@pytest.mark.parametrize("name", [".first.zip.part", ".FIRST-2.zip.part"])
def test_what_an_interrupted_archiving_left_is_gone(tmp_path: Path, name: str) -> None:
    full_home(tmp_path)
    (tmp_path / "archive" / name).write_text(NAME)
    purged(tmp_path)
    assert holders(tmp_path, NAME, EMAIL) == set()


@pytest.mark.parametrize(
    "name",
    [
        "archive/notes.txt",
        "archive/more/old.zip",
        "sessions/notes.txt",
        "sessions/half/session.json.new",
        "sessions/half/rounds/0AZ4K9T2M7QX1.box",
        ".hidden/keys.toml",
    ],
)
def test_a_strange_file_between_sessions_and_archives_is_named(tmp_path: Path, name: str) -> None:
    make(tmp_path).close()
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"ask {NAME}")
    assert purged(tmp_path).others.holding == [path]


def test_an_altered_archive_that_holds_the_name_is_named_with_the_other_files(tmp_path: Path) -> None:
    full_home(tmp_path)
    [path] = (tmp_path / "archive").iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    assert path in [*planned(tmp_path).others.holding, *planned(tmp_path).others.opaque]


def test_an_archive_with_its_ending_in_capitals_is_purged_as_well(tmp_path: Path) -> None:
    full_home(tmp_path)
    [path] = (tmp_path / "archive").iterdir()
    path = path.rename(path.with_suffix(".ZIP"))
    purged(tmp_path)
    assert check(path).faults == ()
    assert holders(tmp_path, NAME, EMAIL) == set()


def test_a_renamed_session_with_a_namesake_is_no_strange_file(tmp_path: Path) -> None:
    session = make(tmp_path, title=f"Coaching {NAME}")
    put(session, Person(id=new_id(), name=NAME, order=9, department="Finance"))
    session.close()
    [mine] = [group for group in planned(tmp_path).choices if group[0].email == EMAIL]
    report = purged(tmp_path, ids=frozenset({mine[0].id}))
    assert report.moved
    assert report.others.holding == []


def test_a_strange_file_in_a_session_that_cannot_be_looked_into_is_named(tmp_path: Path) -> None:
    folder = full_home(tmp_path)
    (folder / "scan.pdf").write_bytes(b"%PDF-1.7")
    report = purged(tmp_path)
    assert report.others.opaque == [folder / "scan.pdf"]
