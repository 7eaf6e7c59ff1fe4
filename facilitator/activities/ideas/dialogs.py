"""Questions about cards: under which group, and the card with all its fields."""

from collections.abc import Mapping, Sequence
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from facilitator.activities.ideas.answers import written
from facilitator.activities.ideas.rules import CardTexts
from facilitator.core.i18n import N_, Translator
from facilitator.core.records import Cluster, Item
from facilitator.core.stepview import StepView
from facilitator.core.text import line
from facilitator.core.workshop import Field
from facilitator.kit.dialogs import Dialog, Form, FormField, LineInput
from facilitator.kit.form import Check
from facilitator.kit.rows import Row, RowColumn, Rows

LONG = 200
"""From so many characters on an answer is edited in a field of several lines."""


class GroupDialog(Dialog[str | None]):
    """The name of a group: one that is there, or a new one typed; empty is *not in a group*."""

    BINDINGS = [
        Binding("up", "move(-1)", N_("Up"), show=False, id="group.up"),
        Binding("down", "move(1)", N_("Down"), show=False, id="group.down"),
    ]

    def __init__(self, tr: Translator, title: str, groups: Sequence[Cluster]) -> None:
        super().__init__(tr, title)
        self._titles = [group.title for group in groups]

    def body(self) -> ComposeResult:
        """A field for a name, and the groups that fit it."""
        yield LineInput(placeholder=self.tr("Name of a group, new or there already"), id="name")
        yield Rows([RowColumn("")], self._rows(""), id="groups")

    def _rows(self, typed: str) -> list[Row]:
        wanted = line(typed).casefold()
        fitting = (title for title in self._titles if wanted in title.casefold())
        first = sorted(fitting, key=lambda title: not title.casefold().startswith(wanted))
        rows = [Row(title, (title,)) for title in first]
        if not wanted:
            rows.append(Row("", (self.tr("Not in a group"),), style="dim"))
        elif wanted not in (title.casefold() for title in self._titles):
            rows.append(Row(line(typed), (self.tr("New group “{name}”", name=line(typed)),), style="strong"))
        return rows

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        self.query_one(Rows).set_rows(self._rows(event.value), keep_cursor=False)

    def action_move(self, by: int) -> None:
        """Moves in the list while the field has the focus."""
        self.query_one(Rows).action_step(by)

    def answer(self) -> str | None:
        """The name under the cursor."""
        name = self.query_one(Rows).current
        return name if isinstance(name, str) else None

    @on(Input.Submitted)
    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_accept()


class CardForm(Form):
    """A form dense enough for all fields of a card at 24 lines."""

    AUTO_FOCUS = ""

    DEFAULT_CSS = """
    CardForm TextArea, CardForm TextArea:focus { height: 3; }
    CardForm .dialog--buttons { margin-top: 0; }
    """

    def __init__(self, tr: Translator, title: str, entries: Sequence[FormField], check: Check, first: int = 0) -> None:
        super().__init__(tr, title, entries, check=check)
        self._first = first

    def on_mount(self) -> None:
        """Goes to where there is something to write, once it is known what of the form is in view."""
        self.call_after_refresh(self.query_one(f"#field-{self._first}").focus)


def card_form(view: StepView, item: Item, tr: Translator, *, show_author: bool) -> Form:
    """The form of a card: title, description, the collection's fields, group, and the author where that is shown."""
    fields = view.collection.fields if view.collection else ()
    people = [person.name for person in view.participants]
    entries = [
        FormField("title", tr("Title"), item.title),
        *(_field(field, item.fields.get(field.id, ""), people, tr) for field in fields),
        FormField("text", tr("Description"), item.text, kind="text"),
    ]
    if view.clusters:
        choices = (("", tr("Not in a group")), *((cluster.id, cluster.title) for cluster in view.clusters))
        known = item.cluster if any(cluster.id == item.cluster for cluster in view.clusters) else ""
        entries.append(FormField("group", tr("Group"), known or "", kind="choice", choices=choices))
    if show_author:
        authors = (("", "–"), *((person.id, person.name) for person in view.participants))
        entries.append(FormField("author", tr("Author"), item.author or "", kind="choice", choices=authors))

    def faults(values: dict[str, str]) -> dict[str, str]:
        missing = {} if values["title"] else {"title": tr("A card needs a title.")}
        wrong = written(fields, _answers(values), view.participants, date.today(), tr)[1]  # noqa: DTZ011 – the local day
        return missing | {f"field:{key}": sentence for key, sentence in wrong.items()}

    first = next((at for at, entry in enumerate(entries) if entry.id.startswith("field:") and not entry.value), 0)
    return CardForm(tr, tr("Card {n}", n=item.number), entries, faults, first)


def card_summary(view: StepView, item: Item) -> str:
    """All that a card says, to be read only."""
    fields = view.collection.fields if view.collection else ()
    answers = [f"{field.title}: {item.fields[field.id]}" for field in fields if item.fields.get(field.id)]
    return "\n\n".join([*answers, item.text] if item.text else answers) or view.tr("No further text.")


def _field(field: Field, value: str, people: Sequence[str], tr: Translator) -> FormField:
    hint = {
        "person": tr("The first letters of a name are enough: {names}", names=", ".join(people)) if people else "",
        "date": tr("For example 31-3-2027, 31 March or +14"),
    }.get(field.type, "")
    several = field.type == "long" or len(value) > LONG
    return FormField(f"field:{field.id}", field.title, value, kind="text" if several else "line", hint=hint)


def _answers(values: Mapping[str, str]) -> dict[str, str]:
    return {key.removeprefix("field:"): value for key, value in values.items() if key.startswith("field:")}


def card_texts(view: StepView, item: Item, values: Mapping[str, str], tr: Translator) -> CardTexts:
    """What a form that was saved says of its card; what it did not show stays."""
    fields = view.collection.fields if view.collection else ()
    today = date.today()  # noqa: DTZ011 – the local day is meant
    return CardTexts(
        title=values["title"],
        text=values["text"],
        fields=written(fields, _answers(values), view.participants, today, tr)[0],
        cluster=(values["group"] or None) if "group" in values else item.cluster,
        author=(values["author"] or None) if "author" in values else item.author,
    )
