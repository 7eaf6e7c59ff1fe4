"""Which names of clients are offered as the same."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facilitator.core.clients import LEGAL_FORMS, key, same_client

NAMES = st.one_of(
    st.text(max_size=30),
    st.lists(st.sampled_from(["Acme", "ACME", "B.V.", "b v", "&", "Co", "De", "Süd", "GmbH", "  "]), max_size=5).map(
        " ".join
    ),
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme", "ACME B.V."),
        ("Acme", "acme bv"),
        ("Acme B. V.", "ACME"),
        ("Acme N.V.", "Acme VOF"),
        ("Müller & Söhne GmbH & Co. KG", "Mueller und Soehne"),
        ("Müller AG", "Muller SE"),
        ("De Bijenkorf", "bijenkorf nv"),
        ("Stichting Zorgkring", "Zorgkring"),
        ("Acme, Inc.", "Acme LLC"),
        ("Acme Ltd", "Acme PLC"),
        ("Société Générale S.A.", "Societe Generale"),
        ("E.ON SE", "EON"),
        ("L'Oréal", "loreal"),
        ("K.L.M.", "KLM"),
        ("Acme Group", "Acme"),
    ],
)
def test_one_client_written_in_two_ways_is_asked_about(one: str, other: str) -> None:
    assert same_client(one, other) == "maybe"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme Nord", "Acme Süd"),
        ("Acme", "Acme Nord"),
        ("Gemeente Utrecht", "Utrecht"),
        ("Acme", ""),
        ("SE", "AG"),
        ("Acme 1", "Acme 2"),
        ("A. Meyer", "Meyer"),
        ("🙂", "🙃"),
        ("Acme (Utrecht)", "Acme"),
    ],
)
def test_different_clients_are_not_asked_about(one: str, other: str) -> None:
    assert same_client(one, other) == "no"


@pytest.mark.parametrize(
    ("one", "other"), [("Acme", " ACME "), ("Straße", "STRASSE"), ("", "  "), ("Süd", "Su\u0308d")]
)
def test_capitals_and_spaces_make_no_difference(one: str, other: str) -> None:
    assert same_client(one, other) == "same"


def test_a_client_named_like_a_legal_form_keeps_its_name() -> None:
    assert key("AG") == "ag"
    assert key("The Group") == "group"


@given(NAMES)
def test_a_name_is_like_itself(name: str) -> None:
    assert same_client(name, name) == "same"


@given(NAMES, NAMES)
def test_likeness_goes_both_ways(one: str, other: str) -> None:
    assert same_client(one, other) == same_client(other, one)


@given(NAMES, NAMES, NAMES)
def test_what_is_like_the_same_is_alike(one: str, other: str, third: str) -> None:
    if "no" not in (same_client(one, other), same_client(other, third)):
        assert same_client(one, third) != "no"


@given(st.from_regex(r"[a-z]{4,12}", fullmatch=True), st.sampled_from(sorted(LEGAL_FORMS)))
@example("acme", "groep")
def test_a_legal_form_behind_a_name_makes_it_worth_asking(name: str, form: str) -> None:
    if name not in LEGAL_FORMS:
        assert same_client(name, f"{name.upper()} {form}") == "maybe"


@given(NAMES)
def test_a_name_never_becomes_nothing(name: str) -> None:
    assert bool(key(name)) == bool(name.split())
