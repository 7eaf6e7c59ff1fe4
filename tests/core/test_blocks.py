"""Who may read which part of a report."""

from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.blocks import PROFILES, Bullets, Column, Heading, Table, Text, filtered, may_see


def test_a_reader_sees_his_profile_and_those_before_it() -> None:
    blocks = [Text(text=profile, audience=profile) for profile in PROFILES]
    assert [len(filtered(blocks, profile)) for profile in PROFILES] == [1, 2, 3]


def test_a_column_for_fewer_readers_is_left_out_with_its_cells() -> None:
    table = Table(columns=(Column(title="Card"), Column(title="Author", audience="team")), rows=(("Quotes", "Anna"),))
    [shown] = filtered([table], "client")
    assert isinstance(shown, Table)
    assert (shown.columns, shown.rows) == ((Column(title="Card"),), (("Quotes",),))
    assert filtered([table], "team") == [table]


@given(st.sampled_from(PROFILES), st.sampled_from(PROFILES))
def test_a_wider_profile_never_sees_less(reader: str, audience: str) -> None:
    wider = PROFILES[PROFILES.index(reader) :]  # type: ignore[arg-type]
    if may_see(reader, audience):  # type: ignore[arg-type]
        assert all(may_see(profile, audience) for profile in wider)  # type: ignore[arg-type]


def test_order_is_kept() -> None:
    blocks = [Heading(text="A"), Bullets(items=("x",)), Text(text="b")]
    assert filtered(blocks, "client") == blocks
