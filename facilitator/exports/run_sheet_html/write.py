"""Writes ``run-sheet.html``: A4, first the agenda with room for the actual times, then every step with its texts."""

from importlib.resources import files as resources
from itertools import groupby

from facilitator.core.dates import written_day
from facilitator.core.i18n import Translator
from facilitator.exports.html import bullets, lines, markdown, page, style_text, table, text
from facilitator.exports.package import Package, SheetEntry
from facilitator.exports.run_sheet.write import PRIORITIES

Days = list[tuple[int, list[SheetEntry]]]


def files(package: Package) -> dict[str, bytes]:
    """Agenda, what to bring, then the steps day by day."""
    tr = package.tr
    days: Days = [(day, list(entries)) for day, entries in groupby(package.sheet, key=lambda entry: entry.day)]
    title = tr("Run sheet: {title}", title=package.title)
    body = [
        *_head(package, title),
        *(agenda(entries, _day(day, days, tr), tr) for day, entries in days),
        _material(package.sheet, tr),
    ]
    for day, entries in days:
        prefix = _day(day, days, tr)
        body.append(f"<h2>{text(prefix)}</h2>" if prefix else "")
        body += [step(entry, tr) for entry in entries]
    return {"run-sheet.html": page(title, package.language, _style(title), body)}


def _style(title: str) -> str:
    style = (resources(__package__) / "style.css").read_text(encoding="utf-8")
    return style.replace('"TITLE"', style_text(title))


def _day(day: int, days: Days, tr: Translator) -> str:
    """The day's name where there are several."""
    return tr("Day {n}", n=day) if len(days) > 1 else ""


def _head(package: Package, title: str) -> list[str]:
    tr = package.tr
    facts = [package.client, written_day(package.date, tr) if package.date else "", package.workshop]
    return [
        f"<h1>{text(title)}</h1>",
        f'<p class="facts">{text(" · ".join(fact for fact in facts if fact))}</p>',
        f'<p class="private">{text(tr("Only for those who run the session: it holds the notes."))}</p>',
        f'<div class="purpose">{markdown(package.purpose)}</div>' if package.purpose else "",
    ]


def agenda(entries: list[SheetEntry], day: str, tr: Translator) -> str:
    """One day at a glance; the last column is for writing."""
    titles = (tr("From"), tr("To"), tr("Minutes"), tr("Step"), tr("Kind"), tr("Priority"), tr("Actual"))
    rows = [
        (
            f"<strong>{entry.starts}</strong> {text(tr('fixed'))}" if entry.fixed else entry.starts,
            entry.ends,
            f"{entry.minutes} + {entry.buffer}" if entry.buffer else str(entry.minutes),
            text(entry.title),
            text(entry.kind),
            text(tr(PRIORITIES[entry.priority])),
            "",
        )
        for entry in entries
    ]
    whole = sum(entry.minutes + entry.buffer for entry in entries)
    caption = f"{tr('Agenda')} · {tr.n('{n} minute', '{n} minutes', whole)}"
    return f'<div class="agenda">\n{table(f"{day} · {caption}" if day else caption, titles, rows, head=3)}\n</div>'


def step(entry: SheetEntry, tr: Translator) -> str:
    """One step: when, how long, what everybody reads, what only the facilitator reads, what it needs."""
    groups = len(entry.teams) or entry.groups
    facts = [
        entry.kind,
        tr("{plan} minutes (at least {least}, at most {most})", plan=entry.minutes, least=entry.least, most=entry.most),
        tr("fixed") if entry.fixed else "",
        tr.n("then {n} minute free", "then {n} minutes free", entry.buffer) if entry.buffer else "",
        tr.n("in {n} group", "in {n} groups", groups) if groups else "",
        tr(PRIORITIES[entry.priority]),
    ]
    parts = [
        f'<section>\n<h3><span class="time">{entry.starts}–{entry.ends}</span> {text(entry.title)}</h3>',
        f'<p class="facts">{text(" · ".join(fact for fact in facts if fact))}</p>',
    ]
    if entry.prompt:
        parts.append(_part("prompt", tr("Everybody reads"), markdown(entry.prompt)))
    if entry.notes:
        parts.append(_part("notes", tr("Notes"), markdown(entry.notes)))
    if entry.teams:
        parts.append(_part("groups", tr("Groups"), _teams(entry, tr)))
    if entry.material:
        parts.append(_part("material", tr("Material"), bullets(map(lines, entry.material), "check")))
    return "\n".join((*parts, "</section>"))


def _part(mark: str, title: str, content: str) -> str:
    return f'<div class="{mark}">\n<h4>{text(title)}</h4>\n{content}\n</div>'


def _teams(entry: SheetEntry, tr: Translator) -> str:
    used = 3 if any(team.cards for team in entry.teams) else 2
    rows = [
        (text(team.title), text(", ".join(team.people)), "<br>".join(map(text, team.cards))) for team in entry.teams
    ]
    titles = (tr("Group"), tr("People"), tr("Cards"))[:used]
    return table(entry.title, titles, [row[:used] for row in rows], head=0)


def _material(sheet: tuple[SheetEntry, ...], tr: Translator) -> str:
    """Everything to bring, once, with boxes to tick."""
    needed = dict.fromkeys(thing for entry in sheet for thing in entry.material)
    return f"<h2>{text(tr('Bring along'))}</h2>\n{bullets(map(lines, needed), 'check')}" if needed else ""
