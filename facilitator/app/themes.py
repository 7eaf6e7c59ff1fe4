"""The program's own colours. Textual's themes can be chosen as well."""

from collections.abc import Iterable, Sequence

from textual.theme import Theme

from facilitator.core.i18n import N_, Translator

DARK = "textual-dark"
"""The program's own colours as long as nothing else is chosen."""
TITLES = {
    DARK: N_("dark"),
    "light": N_("light, for bright rooms"),
    "projector": N_("projector: black on white, strong colours"),
    "high-contrast": N_("high contrast: white and yellow on black"),
}
"""What the program offers first, in words."""

OWN = (
    Theme(
        name="light",
        primary="#004f9e",
        secondary="#00677c",
        accent="#7a4100",
        foreground="#1b1b1f",
        background="#f4f4f2",
        surface="#eaeae6",
        panel="#dcdcd6",
        success="#1d6b2a",
        warning="#8a5200",
        error="#a8102c",
        dark=False,
    ),
    Theme(
        name="projector",
        primary="#0033cc",
        secondary="#005a66",
        accent="#8c2d00",
        foreground="#000000",
        background="#ffffff",
        surface="#ffffff",
        panel="#e4e4e4",
        success="#005c1a",
        warning="#7a3d00",
        error="#b00000",
        dark=False,
        text_alpha=1.0,
    ),
    Theme(
        name="high-contrast",
        primary="#ffff00",
        secondary="#00ffff",
        accent="#00ffff",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1c1c1c",
        success="#00ff00",
        warning="#ffaf00",
        error="#ff5f5f",
        dark=True,
        text_alpha=1.0,
    ),
)


def unknown(name: str, available: Sequence[str], tr: Translator) -> str:
    """That there is no theme of a name, as a sentence; empty: there is, or none is named."""
    if not name or name in available:
        return ""
    from facilitator.core.workshop_values import near, said  # only where something is wrong: not at every start

    sentence = tr("There are no colours “{name}”; settings and palette list what there is.", name=name)
    closest = near(name, available)
    return said(sentence, tr("Did you mean “{name}”?", name=closest) if closest else "")


def choices(available: Iterable[str], tr: Translator) -> list[tuple[str, str]]:
    """Every theme there is, (name, text): the program's own with their words, then Textual's by name."""
    own = [(name, tr(title)) for name, title in TITLES.items()]
    return own + [(name, name) for name in sorted(available) if name not in TITLES]
