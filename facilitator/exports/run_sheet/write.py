"""Writes ``run-sheet.md``: the agenda with clock times first, then every step with all that is said in it."""

from itertools import groupby

from facilitator.core.dates import written_day
from facilitator.core.i18n import N_, Translator
from facilitator.exports.markdown import bullets, caption, escaped, heading, quoted, table
from facilitator.exports.package import Package, SheetEntry

PRIORITIES = {"must": N_("must"), "should": N_("should"), "could": N_("could")}


def files(package: Package) -> dict[str, bytes]:
    """Agenda, then the steps day by day."""
    tr = package.tr
    facts = [package.client, written_day(package.date, tr) if package.date else "", package.workshop]
    parts = [
        heading(tr("Run sheet: {title}", title=package.title), 1),
        " · ".join(escaped(fact) for fact in facts if fact),
        f"**{escaped(tr('Only for those who run the session: it holds the notes.'))}**",
        quoted(package.purpose),
    ]
    days = [(day, list(entries)) for day, entries in groupby(package.sheet, key=lambda entry: entry.day)]
    for day, entries in days:
        parts += [heading(tr("Day {n}", n=day), 2) if len(days) > 1 else "", agenda(entries, tr)]
    parts += [_material(package.sheet, tr)]
    for day, entries in days:
        for entry in entries:
            parts += step(entry, tr, f"{tr('Day {n}', n=day)}, " if len(days) > 1 else "")
    return {"run-sheet.md": ("\n\n".join(part for part in parts if part) + "\n").encode()}


def agenda(entries: list[SheetEntry], tr: Translator) -> str:
    """One day at a glance."""
    titles = (tr("From"), tr("To"), tr("Minutes"), tr("Step"), tr("Kind"), tr("Priority"))
    rows = [
        (
            f"{entry.starts} ({tr('fixed')})" if entry.fixed else entry.starts,
            entry.ends,
            f"{entry.minutes} + {entry.buffer}" if entry.buffer else str(entry.minutes),
            entry.title,
            entry.kind,
            tr(PRIORITIES[entry.priority]),
        )
        for entry in entries
    ]
    return table(titles, rows, (False, False, True))


def step(entry: SheetEntry, tr: Translator, day: str) -> list[str]:
    """One step: when, how long, what everybody reads, what only the facilitator reads."""
    groups = len(entry.teams) or entry.groups
    facts = [
        tr("{plan} minutes (at least {least}, at most {most})", plan=entry.minutes, least=entry.least, most=entry.most),
        tr.n("then {n} minute free", "then {n} minutes free", entry.buffer) if entry.buffer else "",
        tr.n("in {n} group", "in {n} groups", groups) if groups else "",
        tr(PRIORITIES[entry.priority]),
    ]
    parts = [
        heading(f"{day}{entry.starts}–{entry.ends} {entry.title}", 2),
        escaped(" · ".join(fact for fact in facts if fact)),
    ]
    if entry.prompt:
        parts += [caption(tr("Everybody reads")), quoted(entry.prompt)]
    if entry.notes:
        parts += [caption(tr("Notes")), quoted(entry.notes)]
    if entry.teams:
        parts += [caption(tr("Groups")), _teams(entry, tr)]
    if entry.material:
        parts += [caption(tr("Material")), bullets(entry.material)]
    return parts


def _teams(entry: SheetEntry, tr: Translator) -> str:
    """Who works with whom, and on which cards if they have some."""
    rows = [(team.title, ", ".join(team.people), ", ".join(team.cards)) for team in entry.teams]
    used = 3 if any(team.cards for team in entry.teams) else 2
    return table((tr("Group"), tr("People"), tr("Cards"))[:used], [row[:used] for row in rows])


def _material(sheet: tuple[SheetEntry, ...], tr: Translator) -> str:
    """Everything to bring, once."""
    needed = dict.fromkeys(thing for entry in sheet for thing in entry.material)
    return f"{heading(tr('Bring along'), 2)}\n\n{bullets(needed, done=[False] * len(needed))}" if needed else ""
