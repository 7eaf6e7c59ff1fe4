"""What a purge would do, and what it has done, in sentences."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from facilitator.core.i18n import N_, Translator
from facilitator.session.namesakes import Known
from facilitator.session.purge_plan import Place, Plan, Target
from facilitator.session.purging import Report
from facilitator.session.redact import Left
from facilitator.session.session_purging import Traced

MOST = 12
"""Files or texts named one by one."""
WHERE = {
    "items": N_("card {number}"),
    "tasks": N_("task {number}"),
    "notes": N_("something kept"),
    "steps": N_("a step"),
    "people": N_("a person"),
    "groups": N_("a sub-group"),
    "session": N_("title or client"),
    "workshop": N_("the workshop"),
}


def choice(group: Sequence[Known], tr: Translator) -> str:
    """One of several people of a name, so that one knows who it is."""
    person = group[0]
    facts = [person.department, person.role, person.organisation, *{known.email for known in group}]
    known = ", ".join(dict.fromkeys(fact for fact in facts if fact)) or tr("nothing else known")
    places = ", ".join(dict.fromkeys(" · ".join(filter(None, (k.client, k.title))) for k in group))
    return f"{person.name} ({known}) – {places}"


def foreseen(plan: Plan, tr: Translator, client: str | None = None) -> list[str]:
    """What a purge would do. ``client``: the only one of whom the room may hear; others are counted."""
    if plan.empty:
        return [tr("“{name}” is nowhere in {home}.", name=plan.request.name, home=plan.home), *plan.troubles]
    shown = [target for target in plan.targets if client in (None, target.place.client)]
    said = _targets(plan.targets, shown, tr) + _namesakes(shown, tr) + _samples(shown, tr)
    said += _left([(target.place, left) for target in shown for left in target.done.left], tr)
    others = plan.exports.opaque + plan.others.opaque
    if client is not None:
        return said + _counted(plan.exports.holding, plan.others.holding, others, plan.troubles, tr)
    said += _files(tr("Results that hold the name:"), plan.exports.holding, plan.home)
    said += _files(tr("Other files that hold the name; they stay:"), plan.others.holding, plan.home)
    said += _files(tr("Cannot be looked into:"), others, plan.home)
    return said + plan.troubles


def told(report: Report, home: Path, tr: Translator, client: str | None = None) -> list[str]:
    """What a purge has done, what it has not, and what it cannot. ``client`` as in ``foreseen``."""
    shown = [target for target in report.targets if client in (None, target.place.client)]
    said = _targets(report.targets, shown, tr)
    if report.targets:
        said.append(tr("Undo, journal and earlier copies of these are gone; nothing brings them back."))
    if report.ballots:
        sentence = tr.n(
            "{n} ballot named the person; its receipt is void.",
            "{n} ballots named the person; their receipts are void.",
            report.ballots,
        )
        said.append(sentence)
    said += _namesakes(shown, tr)
    said += _left([(place, left) for place, left in report.left if client in (None, place.client)], tr)
    opaque = report.exports.opaque + report.others.opaque
    if client is not None:
        deleted = len(report.deleted)
        said += [tr.n("{n} result is deleted.", "{n} results are deleted.", deleted)] if deleted else []
        return said + _counted(report.exports.holding, report.others.holding, opaque, report.troubles, tr)
    said += [tr("{old} is called {new} now.", old=old.name, new=new.name) for old, new in report.moved.items()]
    said += _files(tr("Deleted:"), report.deleted, home)
    results = tr("These results still hold the name; delete them when nobody needs them:")
    said += _files(results, report.exports.holding, home)
    said += _files(tr("These files still hold the name; change them by hand:"), report.others.holding, home)
    said += _files(tr("These could not be looked into:"), opaque, home)
    return said + [tr("Not done: {why}", why=trouble) for trouble in report.troubles]


def limits(tr: Translator) -> list[str]:
    """What no purge can promise."""
    return [
        tr(
            "Out of reach: results that were sent or printed, backups, earlier versions in synced folders, sticks and "
            "other laptops."
        ),
        tr("Deleted files can often be read again with special tools; only an encrypted disk helps against that."),
    ]


def foreseen_session(traced: Traced, home: Path, tr: Translator) -> list[str]:
    """What removing a whole session means."""
    said = [tr("“{title}” goes for good: cards, votes, plan, notes, history, copies.", title=traced.title)]
    if traced.damaged:
        said.append(tr("It cannot be read, so that its archives and results are not known."))
    said += _files(tr("Archives of it, which stay:"), traced.archives, home)
    return said + _files(tr("Results of it, which stay:"), traced.exports, home)


def _targets(every: Sequence[Target], shown: Sequence[Target], tr: Translator) -> list[str]:
    hidden = len(every) - len(shown)
    more = tr.n("{n} session or archive of another client", "{n} sessions or archives of other clients", hidden)
    return [*(_target(target, tr) for target in shown), *([more] if hidden else [])]


def _counted(
    results: Sequence[Path], others: Sequence[Path], opaque: Sequence[Path], troubles: Sequence[str], tr: Translator
) -> list[str]:
    """Files and faults as figures: they may tell of other clients."""
    one, two, three, four = len(results), len(others), len(opaque), len(troubles)
    counts = (
        tr.n("{n} result holds the name.", "{n} results hold the name.", one) if one else "",
        tr.n("{n} other file holds the name; it stays.", "{n} other files hold the name; they stay.", two)
        if two
        else "",
        tr.n("{n} file cannot be looked into.", "{n} files cannot be looked into.", three) if three else "",
        tr.n("{n} place cannot be changed.", "{n} places cannot be changed.", four) if four else "",
    )
    said = [sentence for sentence in counts if sentence]
    return [*said, tr("The room can see this screen, so they are not named.")] if said else []


def _target(target: Target, tr: Translator) -> str:
    done, place = target.done, target.place
    counts = [
        tr.n("{n} entry in the list of people", "{n} entries in the list of people", done.people)
        if done.people
        else "",
        tr.n("{n} place in texts", "{n} places in texts", done.texts) if done.texts else "",
        tr.n("{n} reference", "{n} references", done.references) if done.references else "",
        tr.n("{n} record about the person", "{n} records about the person", gone)
        if (gone := sum(done.dropped.values()))
        else "",
        tr.n("{n} change in the history", "{n} changes in the history", done.history) if done.history else "",
    ]
    what = ", ".join(filter(None, counts)) or tr("only earlier states and boxes")
    name = tr("archive {name}", name=place.path.name) if place.archive else place.title
    return f"{' · '.join(filter(None, (place.client, name)))}: {what}"


def _samples(targets: Iterable[Target], tr: Translator) -> list[str]:
    """Where a name of one word was found: it may be an ordinary word there."""
    found = [sample for target in targets if target.whom.traces.ordinary for sample in target.done.samples]
    if not found:
        return []
    lines = [f"  {sample}" for sample in dict.fromkeys(found)]
    return [tr("The name is one word. Is it the person in all of these? They are replaced:"), *lines[:MOST]]


def _namesakes(targets: Iterable[Target], tr: Translator) -> list[str]:
    sentence = N_("In “{title}” somebody else has the same name and stays; texts with the name are cleaned for both.")
    return [tr(sentence, title=target.place.title) for target in targets if target.namesakes]


def _left(left: Sequence[tuple[Place, Left]], tr: Translator) -> list[str]:
    if not left:
        return []
    head = tr("Texts with a part of the name; look whether they mean the person:")
    lines = [f"  {_where(entry, tr)}: {entry.excerpt}" for _, entry in left[:MOST]]
    return [head, *lines, *([f"  … {len(left) - MOST}"] if len(left) > MOST else [])]


def _where(left: Left, tr: Translator) -> str:
    sentence = WHERE.get(left.table)
    return tr(sentence, number=left.document.get("number", "")) if sentence else left.table


def _files(head: str, paths: Sequence[Path], home: Path) -> list[str]:
    if not paths:
        return []
    lines = [f"  {path.relative_to(home) if path.is_relative_to(home) else path}" for path in paths[:MOST]]
    return [head, *lines, *([f"  … {len(paths) - MOST}"] if len(paths) > MOST else [])]
