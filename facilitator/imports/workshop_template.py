"""A new workshop: the least that can be played, with what else can be said in comments."""

import tomli_w

from facilitator.core.i18n import Translator

MINUTES = "{ min = 8, plan = 10, max = 15 }"
"""Minutes as TOML takes them, for a comment."""


def template(title: str, tr: Translator) -> str:
    """The text of a ``workshop.toml`` with a welcome, cards and first steps, in the language of ``tr``."""
    values = {
        "workshop": {"title": title, "purpose": tr("What the group leaves with.")},
        "head": {"language": tr.language},
        "card": {"title": tr("Card")},
        "welcome": {"title": tr("Welcome")},
        "welcome_prompt": {"prompt": tr("Why we are here, and what happens with the results.")},
        "collect": {"title": tr("Collect")},
        "collect_prompt": {"prompt": tr("What should we talk about today?")},
        "collect_notes": {"notes": tr("Three minutes alone first, then read every card aloud.")},
        "plan": {"title": tr("First steps")},
    }
    lines = {key: tomli_w.dumps(value).rstrip("\n") for key, value in values.items()}
    return _TEXT.format(
        **lines,
        about_minutes=tr("minutes planned; or at least, planned, at most: {example}", example=MINUTES),
        about_keys=tr("also: priority, buffer, fixed, day, groups, notes, material"),
        about_kinds=tr("“facilitator kinds” lists the kinds of steps"),
        about_language=tr("translations stand beside this file: nl.toml, de.toml, …"),
    )


_TEXT = """\
{workshop}
{head}  # {about_language}

[collections.cards]
{card}

[[step]]
id = "welcome"
kind = "brief"  # {about_kinds}
{welcome}
minutes = 10  # {about_minutes}
{welcome_prompt}
# {about_keys}

[[step]]
id = "collect"
kind = "ideas"
{collect}
minutes = 20
priority = "must"
{collect_prompt}
{collect_notes}
items = "cards"

[[step]]
id = "first-steps"
kind = "plan"
{plan}
minutes = 15
items = "cards"
"""
