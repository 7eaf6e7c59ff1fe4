"""People get made-up names; nothing in the documents leads back to them by name."""

from typing import Any

import pytest
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


def named(*names: str) -> dict[int, dict[str, Any]]:
    return {n: {"name": name, "order": float(n)} for n, name in enumerate(names, 1)}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Jo Smit", "Jo was tired"),
        ("An Peeters", "ask An"),
        ("Anna", "Annas Idee"),
        ("Anna Bakker", "Annas Idee, Bakkers Plan"),
        ("Jean-Luc Picard", "Jean-Luc said"),
        ("Siobhán O’Brien", "O’Brien said"),
        ("Bakker, Anna", "Anna said; Bakker too"),
        ("an li", "An and Li"),
        ("Anna Bakker", "abakker@acme.example"),
        ("Jürgen Müller", "Mail: j.mueller@acme.example, jmuller@acme.example."),
    ],
)
def test_no_part_of_a_name_is_left_in_a_text(name: str, text: str) -> None:
    changed, _ = pseudonymised(tables(text, people=named(name)))
    left = changed["notes"][1]["text"]
    assert not any(word in left.replace(",", " ").split() for word in name.replace("-", " ").replace(",", " ").split())
    assert "Person 1" in left


def test_a_first_name_of_two_people_names_both() -> None:
    changed, names = pseudonymised(tables("Anna was tired", people=named("Anna Bakker", "Anna de Vries")))
    assert changed["notes"][1]["text"] in ("Person 1 / Person 2 was tired", "Person 2 / Person 1 was tired")
    assert len(names) == 2


def test_names_that_overlap_leave_nothing() -> None:
    changed, _ = pseudonymised(tables("Anna Bakker Smit", people=named("Anna Bakker", "Bakker Smit")))
    assert not {"Anna", "Bakker", "Smit"} & set(changed["notes"][1]["text"].split())


def test_an_address_that_names_nobody_stays() -> None:
    changed, _ = pseudonymised(tables("ask info@acme.example or joan@acme.example", people=named("Jo Smit")))
    assert changed["notes"][1]["text"] == "ask info@acme.example or joan@acme.example"


def test_a_whole_address_becomes_the_pseudonym() -> None:
    changed, _ = pseudonymised(tables("Ask bakker.a@acme.example.", people=named("Anna Bakker")))
    assert changed["notes"][1]["text"] == "Ask Person 1."


def test_a_small_word_of_a_language_is_no_name_of_two_letters() -> None:
    changed, _ = pseudonymised(tables("an alle, van der Vaart", people=named("An Peeters", "Ben van der Berg")))
    assert changed["notes"][1]["text"] == "an alle, van der Vaart"


def test_a_pseudonym_is_not_taken_for_somebody_who_is_called_like_it() -> None:
    for _ in range(20):
        changed, names = pseudonymised(tables("Zoë and Person 2", people=named("Person 2", "Zoë")))
        assert changed["notes"][1]["text"] == f"{names['Zoë']} and {names['Person 2']}"


def test_an_answer_under_the_name_kind_is_a_text_like_any_other() -> None:
    items = {1: {"title": "x", "fields": {"kind": "Anna Bakker does it"}}}
    assert "Bakker" not in str(pseudonymised(tables(items=items))[0])
