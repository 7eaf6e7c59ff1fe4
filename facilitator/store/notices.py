"""What the store has to say: findings at opening, problems while saving, and errors, each as a sentence.

A sentence is an English text with ``{places}`` and their values, so that whoever shows it can translate it.
"""

from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator


class ReadOnly(StrEnum):
    """Why a session cannot be changed."""

    ASKED = "asked"
    LOCKED = "locked"
    NEWER = "newer"
    DAMAGED = "damaged"
    CANNOT_WRITE = "cannot_write"


SENTENCES = {
    # findings
    "recovered": N_(
        "This session was not closed the last time. It goes on where it was; changes taken from its journal: {changes}."
    ),
    "torn": N_(
        "The end of the journal was not completely written when the program stopped ({bytes} bytes). It had not "
        "been confirmed as saved, unless the disk is damaged; it is kept in {file}."
    ),
    "short": N_("The journal is shorter than it was: at least {changes} saved changes are missing from its end."),
    "no_journal": N_(
        "This session.json was copied while its session was open, without the journal beside it: the last changes "
        "of that session may be missing here."
    ),
    "alien_journal": N_("The journal {file} belongs to another state of this session than session.json."),
    "damaged_journal": N_(
        "The journal {file} is damaged. Shown is what it proves: {changes} changes; behind the damage lie "
        "{behind} more. “Repair” puts them together and keeps the original."
    ),
    "damaged_file": N_(
        "session.json is damaged. Shown is what its copies and journals prove, which is everything. “Repair” "
        "writes it afresh and keeps the original."
    ),
    "damaged_part": N_(
        "session.json is damaged. Shown is what its copies and journals prove, as it was before the latest "
        "changes. “Repair” adds what is readable in the damaged file and keeps the original."
    ),
    "newer": N_(
        "This session was written by a newer version of the program (format {schema}; this one knows {known}). "
        "It can be looked at, not changed."
    ),
    "migrated": N_("This session was brought from format {schema} to {known}; the old file is kept as {file}."),
    "adopted": N_("What another program changed in session.json was taken over; the file as found is kept as {file}."),
    "locked": N_("{user} on {host} has this session open since {since}. It can be looked at, not changed."),
    "locked_by_somebody": N_("Another program has this session open. It can be looked at, not changed."),
    "cannot_write": N_("Nothing can be written in {folder} ({reason}). The session can be looked at, not changed."),
    # what a repair did
    "damaged": N_("A journal as it was found is kept as {file}."),
    "kept": N_("The damaged original is kept as {file}."),
    "rebuilt": N_("session.json was written afresh from its copies and journals; nothing is missing."),
    "salvaged": N_(
        "session.json was put together from its copies and from what was readable in the damaged file "
        "({documents} documents). Please look through it: the latest changes may be missing."
    ),
    "unproven": N_("No copy proves what was last saved: session.json was taken as it is, with what its journal holds."),
    "skipped": N_(
        "The damaged place in the journal was left out; {changes} changes behind it were kept. Please look "
        "through the session: at least one change is missing."
    ),
    "mended": N_("The damaged place in the journal held nothing that is missing now."),
    # problems while saving
    "full": N_("Not saved: the disk is full. Make room on the disk of {folder}; saving goes on by itself."),
    "vanished": N_("Not saved: {folder} is gone. Bring the folder or the drive back; saving goes on by itself."),
    "refused": N_("Not saved: {folder} must not be written ({reason}). Saving goes on by itself when it may."),
    "taken": N_("Not saved: another program has changed session.json or holds the session in {folder}."),
    "failing": N_("Not saved: the disk of {folder} reports an error ({reason}). The program keeps trying."),
    "closed": N_("Not saved: the session in {folder} is closed."),
    "read_only": N_("Not saved: the session in {folder} is open for reading only."),
    "stopped": N_("Not saved: the part of the program that saves has stopped. Please restart; nothing saved is lost."),
    # errors
    "missing": N_("{path}: there is no such file or folder."),
    "no_session": N_("{path}: there is no session here (no session.json in it)."),
    "lost_file": N_(
        "{path}: session.json is missing, but there are copies of it. “facilitator repair” brings it back."
    ),
    "not_a_session": N_("{path}: this is not a session (no JSON as TinyDB writes it), or damaged beyond reading."),
    "unprovable": N_(
        "{path}: the file is damaged and no copy proves its content. “facilitator repair” saves what it can."
    ),
    "hopeless": N_("{path}: nothing readable is left of this session."),
    "foreign": N_(
        "{path}: another program has changed this file, or it is damaged. Open it as it is now (the file is kept "
        "in copies), or repair it to what was last saved."
    ),
    "occupied": N_("{path}: there is something in this folder already; a new session needs a folder of its own."),
    "unreachable": N_("{path}: this cannot be read ({reason})."),
    "not_made": N_("{path}: the session cannot be made ({reason})."),
    "unrepaired": N_("{path}: the session cannot be repaired ({reason}); nothing was changed."),
    "elsewhere": N_("{path}: a session is a folder with a file session.json in it; this is another file."),
    "in_use": N_("{path}: this session is open in another program; close it there first."),
    # removing and archives
    "strangers": N_(
        "{path}: there are files in this folder that are no part of the session: {names}. Move them elsewhere first; "
        "nothing was removed."
    ),
    "not_removed": N_("{path}: the session cannot be removed ({reason})."),
    "changed_since": N_("{path}: the session has changed meanwhile; it was not removed."),
    "archive_not_written": N_("{path}: the archive cannot be written ({reason}); the session stays as it is."),
    "archive_not_read_back": N_(
        "{path}: the archive could not be read back as it was written, so it does not count; the session stays as it "
        "is. The disk may be failing: choose another one."
    ),
    "archive_unreadable": N_("{path}: this file cannot be read ({reason})."),
    "not_an_archive": N_("{path}: this is no archive of a session."),
    "archive_broken": N_("{path}: this archive is damaged and cannot be read through; nothing was unpacked."),
    "archive_too_large": N_("{path}: this is larger than any archive of a session; nothing was unpacked."),
    "archive_names": N_("{path}: no archive of this program holds such names: {names}; nothing was unpacked."),
    "archive_newer": N_("{path}: a newer version of the program made this archive; unpack it with that one."),
    "archive_altered": N_("{path}: altered since the archive was made: {names}."),
    "archive_lacks": N_("{path}: missing in the archive: {names}."),
    "archive_extra": N_("{path}: added since the archive was made: {names}."),
    "archive_repacked": N_(
        "{path}: every file in the archive is as it was, but the archive around them is not: it was packed again, or "
        "a byte of it is damaged."
    ),
    "not_purged": N_("{path}: this session cannot be purged ({reason}). Free the disk and do it again."),
    "purge_damaged": N_("{path}: this session is damaged; “facilitator repair” first, then do it again."),
    "purge_newer": N_("{path}: a newer version of the program wrote this session; do it with that one."),
    "not_unarchived": N_("{path}: the session cannot be put there ({reason})."),
    "unarchived_before": N_("{path}: the session is there already, as it is in the archive."),
    # ballot boxes
    "box_exists": N_("{path}: this round has a ballot box already."),
    "box_missing": N_("{path}: the ballot box of this round is gone; vote again."),
    "box_unreadable": N_("{path}: the ballot box of this round cannot be read ({reason})."),
    "box_newer": N_("{path}: a newer version of the program wrote this ballot box; open the session with that one."),
    "round_closed": N_("This round is closed: the ballot was not counted."),
    "round_open": N_("The ballots can be opened once, after the round is closed."),
    "round_revealed": N_("This round has been revealed: nothing can be added to it."),
    "ballot_final": N_("This ballot was cast for good and stays as it is."),
    "ballot_stale": N_("Another ballot of this seat came first: look at it and cast again."),
    "box_repaired": N_(
        "The ballot box {file} was damaged and goes on with the {ballots} ballots that it proves. At least one entry "
        "is missing, so vote again where that matters; the damaged file is kept until the result is revealed."
    ),
    "box_hopeless": N_(
        "The ballot box {file} proves no ballot any more. If its result was revealed, that is in the session; if not, "
        "vote again."
    ),
    "box_damaged": N_(
        "{path}: this ballot box is damaged at line {line}. Ballots in it that can be proved: {ballots}. Repair it to "
        "go on with these, or vote again."
    ),
}  # fmt: skip


class Finding(msgspec.Struct, frozen=True):
    """Something to say about a session."""

    code: str
    params: dict[str, Any] = {}

    @property
    def message(self) -> str:
        """The English text with its ``{places}``."""
        return SENTENCES[self.code]

    def said(self, tr: Translator) -> str:
        """The sentence in the language of ``tr``."""
        return tr(self.message).format(**self.params)

    def __str__(self) -> str:
        return self.message.format(**self.params)


class Problem(Finding, frozen=True):
    """Why nothing can be saved at the moment."""


class StoreError(FacilitatorError):
    """A session cannot be opened, made or repaired."""

    def __init__(self, code: str, path: Path, **params: Any) -> None:
        self.finding = Finding(code, {"path": str(path), **params})
        super().__init__(str(self.finding))

    def said(self, tr: Translator) -> str:
        """The sentence in the language of ``tr``."""
        return self.finding.said(tr)


class ForeignFile(StoreError):
    """Another program has written session.json; ``adopt=True`` opens it as it is."""


class CannotSave(FacilitatorError):
    """A change was not saved and is not in effect."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))

    def said(self, tr: Translator) -> str:
        """The sentence in the language of ``tr``."""
        return self.problem.said(tr)
