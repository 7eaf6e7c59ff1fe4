"""Takes a person off the record, in one act: every session and archive of the home, and what still holds the name."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.text import slug
from facilitator.session.archive_purging import purge_archive
from facilitator.session.purge_plan import Place, Plan, Target, look_around
from facilitator.session.redact import Left, Texts, cleaned, identifiers, redacted
from facilitator.session.remains import Remains, files_below
from facilitator.session.traces import Traces
from facilitator.store import places
from facilitator.store.archive import SUFFIX
from facilitator.store.archives import sweep_parts
from facilitator.store.documents import Tables
from facilitator.store.purging import rewrite
from facilitator.store.removal import sweep
from facilitator.store.temporary import sweep as sweep_dry_runs


@dataclass
class Report:
    """What a purge has done."""

    targets: list[Target] = field(default_factory=list)
    moved: dict[Path, Path] = field(default_factory=dict)
    """Folders and archives whose own name held the person's: the former path and the new one."""
    ballots: int = 0
    """Ballots that were changed; their receipts are void."""
    deleted: list[Path] = field(default_factory=list)
    exports: Remains = field(default_factory=Remains)
    others: Remains = field(default_factory=Remains)
    left: list[tuple[Place, Left]] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    """What was not done, each a sentence."""


def purge(made: Plan, tr: Translator, *, exports: bool = False) -> Report:
    """Does what a plan says; ``exports`` also deletes the files in the home's exports that hold the name.

    It may be done again at any time, also after it was cut short.

    Raises:
        FacilitatorError: it is not yet clear which of several people is meant.
    """
    if made.choices:
        raise FacilitatorError(tr("Several people are called “{name}”: choose one.", name=made.request.name))
    report = Report()
    sweep(places.sessions(made.home))
    sweep_parts(places.archives(made.home))
    sweep_dry_runs()
    for target in made.targets:
        try:
            report.ballots += _purge_one(target, made)
        except FacilitatorError as error:
            report.troubles.append(error.said(tr))
            continue
        report.targets.append(target)
        report.left += [(target.place, left) for left in target.done.left]
        _rename(target, made.traces, report)
    if exports:
        _delete(made.exports.holding, report, tr)
    made.looked.update(report.moved.values())
    look_around(made)
    report.exports, report.others = made.exports, made.others
    for target in report.targets:
        path = report.moved.get(target.place.path, target.place.path)
        if path.is_dir() and not target.namesakes:
            beside = Remains.of(files_below(path), target.whom.traces, path)
            report.others.holding += beside.holding
            report.others.opaque += beside.opaque
    return report


def _purge_one(target: Target, made: Plan) -> int:
    """Purges a session or archive; how many ballots were changed."""
    place, whom = target.place, target.whom
    if place.archive:
        return purge_archive(place.path, whom, place.placeholder, made.types, made.kinds)
    texts = Texts(whom, place.placeholder, identifiers(place.tables))

    def change(tables: Tables, summary: dict[str, object]) -> tuple[Tables, dict[str, object]]:
        done = redacted(tables, summary, whom, place.placeholder, made.types)
        return done.tables, done.summary

    return rewrite(place.path, change, lambda value: cleaned(texts, value)).ballots


def _rename(target: Target, traces: Traces, report: Report) -> None:
    """Another name for a folder or archive whose own name holds the person's."""
    path, suffix = target.place.path, SUFFIX if target.place.archive else ""
    stem = path.stem if target.place.archive else path.name
    if not traces.within(stem):
        return
    name = slug(traces.cleaned(stem, "removed")[0], 80)
    free = (path.with_name(f"{name}{more}{suffix}") for more in ("", *(f"-{n}" for n in range(2, 10_000))))
    new = next(place for place in free if not place.exists())
    try:
        os.rename(path, new)
    except OSError:
        report.others.holding.append(path)
    else:
        report.moved[path] = new


def _delete(files: Iterable[Path], report: Report, tr: Translator) -> None:
    for path in files:
        try:
            path.unlink()
            report.deleted.append(path)
            for folder in path.parents[:2]:
                if not any(folder.iterdir()):
                    folder.rmdir()
        except OSError as error:
            reason = error.strerror or str(error)
            report.troubles.append(tr("{path} cannot be deleted ({reason}).", path=path, reason=reason))
