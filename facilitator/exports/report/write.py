"""Writes ``report.md``."""

from facilitator.core.blocks import Profile
from facilitator.core.dates import written_day
from facilitator.core.i18n import N_
from facilitator.exports.markdown import escaped, front_matter, heading, render
from facilitator.exports.package import Package

READERS: dict[Profile, str] = {
    "client": N_("for the client"),
    "team": N_("for the team"),
    "consultant": N_("for the consultant"),
}


def files(package: Package) -> dict[str, bytes]:
    """Title, what the session was, and every block."""
    parts = (head(package), opening(package), render(package.blocks, package.tr))
    return {"report.md": ("\n\n".join(part for part in parts if part) + "\n").encode()}


def head(package: Package) -> str:
    """The front matter, for programs. It has no key ``title``: converters would print that a second time."""
    return front_matter(
        {
            "session": package.title,
            "client": package.client,
            "date": package.date,
            "lang": package.language,
            "workshop": package.workshop,
            "state": package.state,
            "profile": package.profile,
            "generator": package.program,
        }
    )


def opening(package: Package) -> str:
    """Title, the line about the session, and for whom it is; the consultant's copy says so at once."""
    tr = package.tr
    facts = [
        escaped(package.client),
        escaped(written_day(package.date, tr)) if package.date else "",
        tr.n("{n} participant", "{n} participants", package.people) if package.people else "",
        tr(READERS[package.profile]),
    ]
    parts = [heading(package.title, 1), " · ".join(fact for fact in facts if fact)]
    if package.profile == "consultant":
        warning = tr("Consultant's copy. It holds names, notes and single contributions: do not pass it on.")
        parts.append(f"> **{escaped(warning)}**")
    if package.state != "finished":
        parts.append(f"*{escaped(tr('This session is not finished; this is its state so far.'))}*")
    return "\n\n".join(part for part in parts if part)
