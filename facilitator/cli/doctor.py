"""``facilitator doctor``: whether this machine is ready for a workshop."""

import argparse
import os
import shutil
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from facilitator import __version__
from facilitator.cli.opening import add_json
from facilitator.core.i18n import Translator

COLUMNS, ROWS = 80, 24
FREE = 200 * 1024 * 1024
"""Bytes of free disk below which the doctor warns."""


@dataclass(frozen=True)
class Check:
    """One thing looked at: fine, to be minded, or in the way."""

    name: str
    state: Literal["ok", "warning", "fault"]
    words: str


def add(commands: Any, tr: Translator) -> None:
    """Adds the command."""
    parser = commands.add_parser("doctor", help=tr("check this machine: terminal, folders, disk, versions"))
    add_json(parser, tr)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints every check; status 1 when one of them is in the way of working."""
    checks = examine(args.home, args.tr)
    if args.json:
        import json

        print(json.dumps([asdict(check) for check in checks], indent=2, ensure_ascii=False))
    else:
        marks = {"ok": "✓", "warning": "!", "fault": "✗"}
        for check in checks:
            print(f"{marks[check.state]} {check.name}: {check.words}")
    return int(any(check.state == "fault" for check in checks))


def examine(home: Path, tr: Translator) -> list[Check]:
    """All checks in the order in which they are shown."""
    return [
        terminal(tr),
        colours(tr),
        folder(tr("home folder"), home, tr),
        cloud(home, tr),
        disk(home, tr),
        *locks(home, tr),
        versions(tr),
    ]


def terminal(tr: Translator) -> Check:
    """Size of the terminal."""
    name = tr("terminal")
    if not sys.stdout.isatty():
        return Check(name, "warning", tr("there is none here; the screens need one"))
    size = shutil.get_terminal_size()
    words = tr("{columns} × {rows} characters", columns=size.columns, rows=size.lines)
    if size.columns < COLUMNS or size.lines < ROWS:
        return Check(name, "warning", tr("{size}; enlarge it to at least 80 × 24", size=words))
    return Check(name, "ok", words)


def colours(tr: Translator) -> Check:
    """How many colours the terminal says it has."""
    name = tr("colours")
    if os.environ.get("NO_COLOR"):
        return Check(name, "ok", tr("switched off by NO_COLOR"))
    if os.environ.get("COLORTERM") in ("truecolor", "24bit"):
        return Check(name, "ok", tr("16 million"))
    if "256" in os.environ.get("TERM", ""):
        return Check(name, "ok", "256")
    return Check(name, "warning", tr("few; the high-contrast theme reads best here"))


def folder(name: str, path: Path, tr: Translator) -> Check:
    """Whether a folder can be made and written."""
    probe = path / ".doctor"
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"x")
        probe.unlink()
    except OSError as error:
        words = tr(
            "{path} cannot be written: {error}. Set FACILITATOR_HOME to another folder.",
            path=path,
            error=error,
        )
        return Check(name, "fault", words)
    return Check(name, "ok", str(path))


def cloud(path: Path, tr: Translator) -> Check:
    """Whether the home lies in a synced or network folder, where a live session is not safe."""
    from facilitator.store.places import shared_folder

    name, found = tr("cloud or network folder"), shared_folder(path)
    if found:
        advice = tr("{path} seems to lie in {what}: keep live sessions on a local disk.", path=path, what=found)
        return Check(name, "warning", advice)
    return Check(name, "ok", tr("no"))


def disk(path: Path, tr: Translator) -> Check:
    """Free space where the sessions lie."""
    existing = next((folder for folder in (path, *path.parents) if folder.exists()), Path.cwd())
    free = shutil.disk_usage(existing).free
    words = tr("{n} MB free", n=free // 1_000_000)
    return Check(tr("disk"), "ok" if free > FREE else "warning", words)


def locks(home: Path, tr: Translator) -> list[Check]:
    """Sessions that a program has open, or that were not closed, and by whom."""
    from facilitator.store.files import REAL
    from facilitator.store.holder import read
    from facilitator.store.peek import summaries
    from facilitator.store.places import sessions

    found: list[Check] = []
    for entry in summaries(sessions(home)) if sessions(home).is_dir() else ():
        holder = read(REAL, entry.folder) if entry.open else None
        if holder:
            words = tr("open, or not closed, by {user} on {host}", user=holder.since.user, host=holder.since.host)
            found.append(Check(entry.folder.name, "ok", words))
        if entry.finding:
            found.append(Check(entry.folder.name, "warning", entry.finding.said(tr)))
    return found


def versions(tr: Translator) -> Check:
    """Versions of the program and of what it stands on."""
    from importlib.metadata import version

    parts = [f"{name} {version(name)}" for name in ("textual", "rich", "tinydb", "msgspec")]
    python = ".".join(map(str, sys.version_info[:3]))
    return Check(tr("versions"), "ok", f"facilitator {__version__}, Python {python}, " + ", ".join(parts))
