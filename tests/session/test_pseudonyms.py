"""People get made-up names; nothing in the documents leads back to them by name."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.i18n import translator
from facilitator.session.pseudonyms import pseudonymised
from facilitator.session.redact import strings

PEOPLE: dict[int, dict[str, Any]] = {
    1: {
        "name": "Anna Bakker",
        "order": 1.0,
        "email": "anna@example.org",
        "organisation": "Acme",
        "department": "IT",
        "role": "Lead",
        "presence": "late",
    },
    2: {"name": "Ben de Wit", "order": 2.0, "email": "", "role": "next to Anna Bakker"},
    3: {"name": "Will", "order": 3.0},
}


def tables(*texts: str, **more: Any) -> dict[str, dict[int, dict[str, Any]]]:
    notes = {n: {"what": "note", "text": text, "at": ""} for n, text in enumerate(texts, 1)}
    return {"session": {9: {"title": "T", "language": "en"}}, "people": PEOPLE, "notes": notes, "log": {5: {}}, **more}


def texts_of(*texts: str) -> tuple[list[str], dict[str, str]]:
    changed, names = pseudonymised(tables(*texts))
    return [note["text"] for note in changed["notes"].values()], names


def test_everybody_gets_a_number_and_a_key_says_who_is_who() -> None:
    changed, names = pseudonymised(tables())
    assert set(names) == {"Anna Bakker", "Ben de Wit", "Will"}
    assert sorted(names.values()) == ["Person 1", "Person 2", "Person 3"]
    assert {n: person["name"] for n, person in changed["people"].items()} == {
        n: names[person["name"]] for n, person in PEOPLE.items()
    }


def test_addresses_and_organisations_go_department_role_and_presence_stay() -> None:
    changed, names = pseudonymised(tables())
    anna = changed["people"][1]
    assert (anna["email"], anna["organisation"]) == ("", "")
    assert (anna["department"], anna["role"], anna["presence"]) == ("IT", "Lead", "late")
    assert changed["people"][2]["role"] == f"next to {names['Anna Bakker']}"


def test_texts_name_the_pseudonym_also_for_a_first_name_that_only_one_has() -> None:
    said, names = texts_of("Ask Bakker, Anna and anna@example.org", "Anna will; Will will", "Annual plan")
    anna, will = names["Anna Bakker"], names["Will"]
    assert said == [f"Ask {anna} and {anna}", f"{anna} will; {will} will", "Annual plan"]


def test_two_people_of_one_name_get_two_pseudonyms_and_texts_name_both() -> None:
    twice = {1: {"name": "Anna Bakker", "order": 1.0}, 2: {"name": "Anna Bakker", "order": 2.0}}
    changed, names = pseudonymised(tables("Anna Bakker said", people=twice))
    assert sorted(person["name"] for person in changed["people"].values()) == ["Person 1", "Person 2"]
    assert names["Anna Bakker"] in ("Person 1 / Person 2", "Person 2 / Person 1")
    assert changed["notes"][1]["text"] == f"{names['Anna Bakker']} said"


def test_the_history_is_gone() -> None:
    assert "log" not in pseudonymised(tables())[0]


def test_the_order_of_the_list_tells_nothing() -> None:
    orders = set()
    for _ in range(40):
        changed, _names = pseudonymised(tables())
        people = list(changed["people"].values())
        assert [p["name"] for p in sorted(people, key=lambda p: p["order"])] == ["Person 1", "Person 2", "Person 3"]
        orders.add(tuple(changed["people"]))
    assert len(orders) > 1


def test_identifiers_and_kinds_stay() -> None:
    steps = {1: {"key": "will", "kind": "plan", "items": "cards"}}
    workshop = {1: {"source": {"step": [{"id": "Will", "kind": "plan"}]}, "overlays": {}}}
    changed, _ = pseudonymised(tables(steps=steps, workshop=workshop))
    assert changed["steps"] == steps
    assert changed["workshop"] == workshop


def test_pseudonyms_are_in_the_sessions_language_or_the_one_asked_for() -> None:
    german = translator("de")
    _, names = pseudonymised(tables(), german)
    assert set(names.values()) == {german("Person {n}", n=n) for n in (1, 2, 3)}


def test_what_was_given_is_not_changed() -> None:
    given_tables = tables("Anna Bakker")
    pseudonymised(given_tables)
    assert given_tables == tables("Anna Bakker")


def test_without_people_nothing_changes() -> None:
    plain = {"notes": {1: {"text": "hello"}}}
    assert pseudonymised(plain) == (plain, {})


@given(
    st.lists(st.sampled_from(["Anna Bakker", "Will", "ANNA BAKKER,", "anna@example.org", "Bakker", "x"]), max_size=6)
)
def test_no_full_name_or_address_is_left(words: list[str]) -> None:
    changed, _ = pseudonymised(tables(" ".join(words)))
    whole = " ".join(strings([list(documents.values()) for documents in changed.values()])).lower()
    for name in ("anna bakker", "bakker", "ben de wit", "anna@example.org"):
        assert name not in whole
