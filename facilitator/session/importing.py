"""What comes in from files: into which step, and as which change."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from facilitator.core.agenda import ordered
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import Id
from facilitator.core.records import Step
from facilitator.imports.door import IMPORTS
from facilitator.imports.found import Found
from facilitator.imports.preview import Preview
from facilitator.session.views import title_of, view

if TYPE_CHECKING:
    from facilitator.session.session import Session


def taken_by(session: "Session", step: Step) -> tuple[str, ...]:
    """Names of the imports that a step takes."""
    kind = session.kinds.get(step.kind)
    return tuple(name for name in kind.takes if name in IMPORTS) if kind else ()


def takers(session: "Session", name: str = "") -> list[Step]:
    """The steps that take something, or this import, in the order of the agenda, skipped ones left out."""
    steps = (step for step in ordered(session.steps) if step.state != "skipped")
    return [step for step in steps if (taken := taken_by(session, step)) and (not name or name in taken)]


def target(session: "Session", name: str, wanted: str, tr: Translator) -> Step:
    """The step into which an import goes: the one that is named by id, number or title, else the only one.

    Raises:
        FacilitatorError: there is none, or it is not clear which.
    """
    steps, line = takers(session, name), ordered(session.steps)
    places = {step.id: str(at) for at, step in enumerate(line, 1)}
    label = tr(IMPORTS[name].label)
    if wanted:
        words = wanted.strip().casefold()
        found = [s for s in line if words in (s.key.casefold(), places[s.id], title_of(session, s).casefold())]
        if not found:
            known = ", ".join(step.key for step in line)
            raise FacilitatorError(tr("There is no step “{name}”; there are: {known}.", name=wanted, known=known))
        if found[0] not in steps:
            title = title_of(session, found[0])
            raise FacilitatorError(tr("The step “{title}” cannot take this: {label}.", title=title, label=label))
        return found[0]
    if not steps:
        raise FacilitatorError(tr("No step of this session can take this: {label}.", label=label))
    if len(steps) > 1:
        message = N_("Several steps can take this: {known}. Say which with --step.")
        raise FacilitatorError(tr(message, known=", ".join(f"{places[s.id]} {s.key}" for s in steps)))
    return steps[0]


def fitted(session: "Session", step: Id, preview: Preview, tr: Translator) -> Preview:
    """A preview with the doubts of the step into which it goes: what of it does not fit there."""
    there, found = session.table(Step).get(step), preview.found
    kind = session.kinds.get(there.kind) if there else None
    if there is None or kind is None or found is None or found.name not in kind.doubts:
        return preview
    doubts = cast("Callable[..., list[str]]", kind.part(kind.doubts[found.name]))
    said = doubts(view(session, there, tr, session.info.language), found)
    return replace(preview, doubts=(*preview.doubts, *said))


def change(session: "Session", step: Id, found: Found, tr: Translator) -> Change:
    """What an import would change in a step, in one piece.

    Raises:
        FacilitatorError: the step is gone, its kind does not take this, or says why it cannot.
    """
    there = session.table(Step).get(step)
    if there is None or found.name not in taken_by(session, there):
        raise FacilitatorError(tr("This step cannot take that."))
    kind = session.kinds[there.kind]
    take = cast("Callable[..., Change]", kind.part(kind.takes[found.name]))
    return take(view(session, there, tr, session.info.language), found, session.counted)
