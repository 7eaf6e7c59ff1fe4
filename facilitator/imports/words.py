"""Words in headings and cells of real files: English, Dutch, German, Portuguese."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from facilitator.core.i18n import LANGUAGES, Translator, translator
from facilitator.core.text import folded

_WORD = re.compile(r"[^\W\d_]+")
_NOBODY = frozenset(
    (
        "",
        "-",
        "--",
        "---",
        "–",
        "—",
        "−",
        "n/a",
        "n.a.",
        "na",
        "nvt",
        "n.v.t.",
        "none",
        "geen",
        "keine",
        ".",
        "...",
        "…",
    )
)
PLACEHOLDER = re.compile(
    r"[\s\[\]<>{}().…_?-]*|x{2,}|\[[^\[\]]+\]|<[^<>]+>|"
    r"\W*(?:tbd|tbc|todo|n/?a|nvt|lorem ipsum|your name|insert\b.*|enter\b.*|vul\b.* in\b.*|"
    r"(?:name|naam|nachname|vorname|person|persoon|stakeholder|rol|role|title|task|activity|activiteit|aufgabe)"
    r"(?:\s*(?:\d{1,2}|[a-c]|here|hier))?)\W*",
    re.IGNORECASE,
)
"""What stands in templates where something is to be filled in."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ACTIVITY = _words(
    "activity activities task tasks deliverable deliverables decision decisions process processes step steps action "
    "actions milestone milestones responsibility responsibilities what work workpackage item items "
    "activiteit activiteiten taak taken besluit besluiten beslissing proces processen stap stappen actie acties wat "
    "onderwerp resultaat mijlpaal aufgabe aufgaben aktivitat aktivitaten tatigkeit tatigkeiten entscheidung "
    "entscheidungen prozess prozesse schritt schritte massnahme arbeitspaket ergebnis was "
    "atividade atividades tarefa tarefas decisao processo etapa entrega"
)
ROLE = _words(
    "role roles person people name names team member stakeholder stakeholders who function department "
    "rol rollen persoon personen naam functie afdeling wie rolle funktion wer abteilung mitarbeiter papel papeis "
    "funcao pessoa quem"
)
JOB = _words(
    "manager managers lead leader engineer engineers owner officer director team teams developer developers dev qa "
    "sponsor analyst architect board client customer vendor designer tester user users pm po hr it cto ceo cfo cio coo "
    "ciso legal finance sales marketing operations ops management leider directeur beheerder ontwikkelaar klant "
    "opdrachtgever leverancier gebruiker leitung leiter entwickler kunde lieferant geschaftsfuhrung betriebsrat "
    "vorstand gestor gerente diretor equipe cliente"
)
"""What roles are often called."""
SECTION = _words(
    "phase phases stage section category area domain workstream stream group cluster fase onderdeel categorie "
    "thema gebied groep bereich kategorie abschnitt gruppe categoria"
)
BESIDE = _words(
    "no nr id number nummer ref reference notes note comment comments remarks remark description sla due date deadline "
    "status priority frequency tool tools input output kpi effort cost budget opmerking opmerkingen toelichting "
    "omschrijving datum termijn bemerkung bemerkungen anmerkung beschreibung frist prioritat hinweis observacao prazo"
)
"""Headings of columns that stand beside a matrix."""
LETTERS: Mapping[str, frozenset[str]] = {
    "R": _words(
        "responsible uitvoerend uitvoerende uitvoerder uitvoeren verantwoordelijk verantwoordelijke durchfuhrung "
        "durchfuhrend durchfuhrungsverantwortung durchfuhrungsverantwortlich ausfuhrend verantwortlich "
        "verantwortliche verantwortlicher zustandig responsavel responsable doer"
    ),
    "A": _words(
        "accountable approver approves aansprakelijk eindverantwoordelijk eindverantwoordelijke rechenschaftspflichtig "
        "gesamtverantwortlich gesamtverantwortung ergebnisverantwortlich genehmigt genehmiger genehmigend aprovador "
        "autoridade aprova"
    ),
    "C": _words(
        "consulted consult contributor contributors geraadpleegd raadplegen geconsulteerd consulteren konsultiert "
        "konsultieren beratend beratung befragt consultado consultados"
    ),
    "I": _words("informed inform geinformeerd informeren informiert informieren informado informados"),
    "S": _words("support supports supporting supportive ondersteunend ondersteuner unterstutzend unterstutzt apoio"),
    "F": _words("influencer influencers beinvloeder beeinflusser"),
    "D": _words("driver"),
}
"""Letters that can be chosen for a check mark or a column of names, with the words for them."""
EITHER = _words("verantwoordelijk verantwoordelijke verantwortlich verantwortliche verantwortlicher zustandig")
"""Words that stand above those who do it and, elsewhere, above those who answer for it."""
KNOWN = "RACIFSDVQBLYZ"
"""Letters that stand in the cells of some variant."""


def words(text: str) -> list[str]:
    """The words of a text without capitals and accents."""
    return _WORD.findall(folded(text))


def few(found: Iterable[str], tr: Translator) -> str:
    """Names or other texts in a row, each once, of many only the first."""
    unique = list(dict.fromkeys(found))
    if len(unique) <= 6:
        return ", ".join(unique)
    return tr("{names} and {n} more", names=", ".join(unique[:5]), n=len(unique) - 5)


def has_words(text: str) -> bool:
    """Whether there is anything in it that can be read aloud, not only numbers and signs."""
    return any(sign.isalpha() for sign in text)


def nobody(cell: str) -> bool:
    """Whether a cell says that there is nothing."""
    return cell.strip().casefold() in _NOBODY


def placeholder(text: str) -> bool:
    """Whether a text only holds the place of one."""
    return bool(PLACEHOLDER.fullmatch(text.strip()))


def among(heading: str, known: frozenset[str]) -> bool:
    """Whether one of the words of a heading is known."""
    return any(word in known for word in words(heading))


@cache
def own(message: str) -> frozenset[str]:
    """A text that this program writes, in all of its languages, folded."""
    return frozenset(folded(translator(language)(message)) for language in LANGUAGES)


def is_own(heading: str, message: str) -> bool:
    """Whether a heading is one that this program writes."""
    return folded(heading.strip()) in own(message)
