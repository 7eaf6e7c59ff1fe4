"""``facilitator workshops``: what the library has, what a workshop says, whether a file is right, own ones."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from facilitator.cli.opening import add_session, session_path
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator

if TYPE_CHECKING:
    from facilitator.core.workshop import Workshop
    from facilitator.core.workshop_check import Fault
    from facilitator.imports.library import WorkshopSource


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", tr: Translator) -> None:
    """Adds the command with its own sub-commands to the parser."""
    whole = commands.add_parser("workshops", help=tr("list, show, check and copy workshop files"))
    whole.set_defaults(run=run, what="list", json=False)
    parts = whole.add_subparsers(dest="what", metavar="")
    part = parts.add_parser("list", help=tr("the library and your own workshops"))
    _json(part, tr)
    part = parts.add_parser("show", help=tr("purpose, agenda and material of one workshop"))
    part.add_argument("id", help=tr("id of the workshop, as listed"))
    _json(part, tr)
    part = parts.add_parser("check", help=tr("name every fault of workshop files; status 1 if there is one"))
    part.add_argument("files", nargs="+", metavar="FILE", help=tr("a workshop.toml, its folder, or an id"))
    _json(part, tr)
    part = parts.add_parser("copy", help=tr("copy a workshop into your own folder, to alter it there"))
    part.add_argument("id", help=tr("id of the workshop, as listed"))
    part.add_argument("new_id", nargs="?", metavar="NEW_ID", help=tr("id of the copy; the same if left out"))
    part = parts.add_parser("from-session", help=tr("make an own workshop of a session's agenda as it was changed"))
    add_session(part, tr)
    part.add_argument("new_id", metavar="NEW_ID", help=tr("id of the new workshop"))
    part.add_argument("--title", default="", help=tr("title (default: the session's)"))


def _json(part: argparse.ArgumentParser, tr: Translator) -> None:
    part.add_argument("--json", action="store_true", help=tr("as JSON, for a script"))


def run(args: argparse.Namespace) -> int:
    """Runs one of the sub-commands and returns the exit status."""
    match args.what:
        case "show":
            return _show(args)
        case "check":
            return _check(args)
        case "copy":
            return _copy(args)
        case "from-session":
            return _from_session(args)
        case _:
            return _list(args)


def _list(args: argparse.Namespace) -> int:
    from facilitator.imports.library import library

    tr: Translator = args.tr
    sources = library(args.home, tr)
    if args.json:
        _print_json([_listed(name, source, tr) for name, source in sources.items()])
        return 0
    width = max((len(name) for name in sources), default=0)
    for name, source in sources.items():
        print(f"{name:<{width}}  {_in_a_line(source, tr)}")
    if not sources:
        print(tr("There is no workshop in the library."))
    return 0


def _in_a_line(source: "WorkshopSource", tr: Translator) -> str:
    if source.workshop is None:
        return tr("cannot be used: {fault}", fault=source.said(source.faults[0]))
    workshop = source.workshop.in_language(tr.language)
    parts = [
        workshop.title,
        tr("{n} min", n=workshop.minutes),
        tr("{min}–{max} people", min=workshop.group.min, max=workshop.group.max),
        ", ".join(workshop.languages),
        *([tr("your own")] if source.own else []),
        *(source.said(fault) for fault in source.faults),
    ]
    return " · ".join(parts)


def _listed(name: str, source: "WorkshopSource", tr: Translator) -> dict[str, Any]:
    workshop = source.workshop.in_language(tr.language) if source.workshop else None
    about: dict[str, Any] = {
        "id": name,
        "own": source.own,
        "folder": str(source.folder),
        "faults": [msgspec.to_builtins(fault) for fault in source.faults],
    }
    if workshop:
        about |= {
            "title": workshop.title,
            "purpose": workshop.purpose,
            "audience": workshop.audience,
            "minutes": workshop.minutes,
            "group": msgspec.to_builtins(workshop.group),
            "languages": list(workshop.languages),
        }
    return about


def _show(args: argparse.Namespace) -> int:
    from facilitator.imports.library import pick

    tr: Translator = args.tr
    source = pick(args.id, args.home, tr)
    if source.workshop is None:
        raise FacilitatorError(source.said(source.faults[0]))
    workshop = source.workshop.in_language(tr.language)
    if args.json:
        whole = msgspec.to_builtins(workshop)
        texts = {key: value for key, value in whole.items() if key not in ("source", "overlays")}
        _print_json(_listed(args.id, source, tr) | texts)
        return 0
    print(workshop.title)
    for text in (workshop.purpose, workshop.audience):
        if text:
            print(text)
    print(_in_a_line(source, tr).removeprefix(f"{workshop.title} · "))
    print(source.folder)
    print()
    _print_agenda(workshop, tr)
    return 0


def _print_agenda(workshop: "Workshop", tr: Translator) -> None:
    """The steps with the minute at which each begins, then what has to be brought along."""
    at, day = 0, 1
    kind_width = max(len(step.kind) for step in workshop.steps)
    for step in workshop.steps:
        if step.day != day:
            at, day = 0, step.day
            print(tr("Day {n}", n=day))
        print(f"{at // 60}:{at % 60:02}  {step.minutes.plan:>3}'  {step.kind:<{kind_width}}  {step.title}")
        at += step.minutes.plan + step.buffer
    material = dict.fromkeys(thing for step in workshop.steps for thing in step.material)
    if material:
        print()
        print(tr("Material:"))
        for thing in material:
            print(f"- {thing}")


def _check(args: argparse.Namespace) -> int:
    from facilitator.activities import find
    from facilitator.core.workshop_settings import kind_checks

    tr: Translator = args.tr
    kinds = kind_checks(find())
    results = [
        (source, source.check(kinds, tr), source.untranslated(kinds)) for source in _sources(args.files, args.home, tr)
    ]
    if args.json:
        _print_json([_checked(*result) for result in results])
    for source, faults, missing in results if not args.json else ():
        for fault in faults:
            print(source.said(fault))
        if not faults:
            print(tr("{file}: no fault found", file=source.folder / source.file))
        for language, places in missing.items():
            file = source.folder / f"{language}.toml"
            names = ", ".join(".".join(map(str, place)) for place in places)
            print(
                tr.n(
                    "{file}: {n} text is not translated: {names}",
                    "{file}: {n} texts are not translated: {names}",
                    len(places),
                    file=file,
                    names=names,
                )
            )
    return 1 if any(faults for _, faults, _ in results) else 0


def _sources(names: list[str], home: Path, tr: Translator) -> "list[WorkshopSource]":
    """The workshops that files, folders or ids stand for; a file goes before an id."""
    from facilitator.imports.library import at, library

    known = library(home, tr)
    return [known[name] if name in known and not Path(name).exists() else at(Path(name), tr) for name in names]


def _checked(source: "WorkshopSource", faults: "list[Fault]", missing: dict[str, Any]) -> dict[str, Any]:
    return {
        "file": str(source.folder / source.file),
        "faults": [msgspec.to_builtins(fault) | {"file": str(source.folder / fault.file)} for fault in faults],
        "untranslated": missing,
    }


def _copy(args: argparse.Namespace) -> int:
    from facilitator.imports.library import copy, pick

    tr: Translator = args.tr
    source = pick(args.id, args.home, tr)
    made = copy(source, args.home, args.new_id or source.id, tr)
    print(tr("Copied to {path}. Alter it there; “facilitator workshops check” names faults.", path=made))
    return 0


def _from_session(args: argparse.Namespace) -> int:
    from facilitator.activities import find
    from facilitator.session.own_workshop import save
    from facilitator.session.session import Session

    tr: Translator = args.tr
    session = Session.open(session_path(args), find(), read_only=True)
    try:
        made, said = save(session, args.home, args.new_id, args.title, tr)
    finally:
        session.close()
    for sentence in said:
        print(sentence, file=sys.stderr)
    print(tr("Saved in {path}. Alter it there; “facilitator workshops check” names faults.", path=made))
    return 0


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))
