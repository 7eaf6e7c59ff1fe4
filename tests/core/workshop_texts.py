"""A small faultless workshop and the kinds it uses, for the tests of workshop files."""

from typing import Literal

from facilitator.core.activity import Settings
from facilitator.core.workshop_settings import KindCheck

BASE = """\
title = "Small"
purpose = "Try it."
group = { min = 2, max = 8 }

[collections.cards]
title = "Card"
fields = [
    { id = "owner", title = "Owner", type = "person" },
    { id = "risk", title = "Risk" },
]

[[step]]
id = "ideas"
kind = "ideas"
title = "Ideas"
minutes = 15
prompt = \"\"\"
What now?
\"\"\"
items = "cards"
mode = "collect"

[[step]]
id = "vote"
kind = "vote"
title = "Vote"
minutes = { min = 5, plan = 10, max = 12 }
items = "cards"
dots = 3
checklist = ["One", "Two"]

[[step]]
id = "plan"
kind = "plain"
title = "Plan"
minutes = 10
fixed = "16:30"
items = "cards"
only = { winners_of = "vote" }
"""

DUTCH = """\
title = "Klein"

[collections.cards]
title = "Kaart"
fields = { owner = "Eigenaar", risk = "Risico" }

[step.ideas]
prompt = "Wat nu?"

[step.vote]
title = "Stemmen"
checklist = ["Een", "Twee"]
"""


class IdeasSettings(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    mode: Literal["collect", "cluster"] = "collect"
    private: bool = False


class Option(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    title: str
    weight: float = 1.0


class VoteSettings(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    dots: int | Literal["auto"] = "auto"
    winners: int = 3
    ties: tuple[Literal["score", "draw"], ...] = ()
    checklist: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()


def too_many(settings: VoteSettings, _tr: object) -> list[tuple[str, str]]:
    return [("winners", "Nobody loses.")] if settings.winners > 50 else []


KINDS = {
    "ideas": KindCheck(IdeasSettings, winners=False),
    "vote": KindCheck(VoteSettings, too_many),
    "plain": KindCheck(Settings),
}
