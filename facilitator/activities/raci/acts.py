"""What can be done with rows, columns and cells: each act asks what it must, and saves one change."""

from facilitator.activities.raci import axes, cells
from facilitator.activities.raci.dialogs import ColumnsDialog, LettersDialog
from facilitator.activities.raci.hand import Act, Hand
from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.raci.rules import Column, Row, titled
from facilitator.core import people
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import Id
from facilitator.kit.dialogs import AskLine, AskText, Choose, Confirm, Form, FormField

# Rows and columns come in


async def add_rows(hand: Hand) -> None:
    """Rows typed or pasted, at the end."""
    await _add_rows(hand, None)


async def insert_rows(hand: Hand) -> None:
    """The same, behind the row with the cursor."""
    await _add_rows(hand, hand.row)


async def _add_rows(hand: Hand, after: Row | None) -> None:
    tr, text = hand.context.tr, ""
    hint = tr("One line is one row; a line that ends in a colon is a heading.")
    while (
        given := await hand.ask(AskText(tr, tr("Which activities or decisions?"), value=text, hint=hint))
    ) is not None:
        text, before = given, {row.id for row in hand.matrix.all_rows}
        try:
            saved = await hand.save(axes.rows_added(hand.matrix, text, after))
        except FacilitatorError as error:
            hand.context.report(error)
            saved = False
        if saved:
            new = [row for row in hand.matrix.all_rows if row.id not in before]
            if new:
                hand.go(new[0].id, None)
            return


async def from_list(hand: Hand) -> None:
    """Rows from the cards of the step, or from the plan."""
    tr, matrix = hand.context.tr, hand.matrix
    items, tasks = axes.waiting_items(matrix), axes.waiting_tasks(matrix)
    if items and tasks:
        options = [
            ("items", tr.n("{n} card of the list", "{n} cards of the list", len(items))),
            ("tasks", tr.n("{n} task of the plan", "{n} tasks of the plan", len(tasks))),
        ]
        chosen = await hand.ask(Choose(tr, tr("Rows from what?"), options))
        if chosen is None:
            return
        items, tasks = (items, []) if chosen == "items" else ([], tasks)
    await hand.save(axes.from_items(matrix, items) if items else axes.from_tasks(matrix, tasks))


async def add_columns(hand: Hand) -> None:
    """Columns for people of the session and for roles."""
    tr, matrix = hand.context.tr, hand.matrix
    there = {column.person for column in matrix.all_columns}
    everybody = people.in_order(hand.context.view.people.values())
    names = people.names(everybody)
    free = [person for person in everybody if person.id not in there]
    answer = await hand.ask(ColumnsDialog(tr, [(person.id, names[person.id]) for person in free]))
    if answer is None:
        return
    titles, chosen = answer
    before = {column.id for column in matrix.all_columns}
    if await hand.save(axes.columns_added(hand.matrix, titles, [p for p in free if p.id in chosen])):
        new = [column for column in hand.matrix.all_columns if column.id not in before]
        if new:
            hand.go(None, new[0].id)


# One row or column


async def rename_row(hand: Hand) -> None:
    """Another title for the row; with a colon at the end it is a heading."""
    if (row := hand.row) is None:
        return
    tr, matrix = hand.context.tr, hand.matrix
    title = matrix.row_title(row) + ":" * row.section
    hint = tr("A title that ends in a colon makes it a heading.")
    given = await hand.ask(AskLine(tr, tr("Title of the row"), value=title, hint=hint))
    if given is not None:
        await hand.save(axes.row_renamed(hand.matrix, row, *titled(given)))


async def edit_column(hand: Hand) -> None:
    """Another role or holder for the column."""
    if (column := hand.column) is None:
        return
    tr, names = hand.context.tr, people.names(hand.context.view.people.values())
    holders = (("", tr("nobody yet")), *names.items())
    known = column.person if column.person in names else ""
    form = Form(
        tr,
        tr("Column"),
        (
            FormField("title", tr("Role"), column.title, hint=tr("Empty: the name of the holder stands above it.")),
            FormField("person", tr("Held by"), known or "", kind="choice", choices=holders),
        ),
        check=lambda values: (
            {}
            if values["title"] or values["person"]
            else {"title": tr("A column needs a role or somebody who holds it.")}
        ),
    )
    values = await hand.ask(form)
    if values is not None:
        await hand.save(axes.column_edited(hand.matrix, column, values["title"], values["person"] or None))


def moving(what: str, by: int) -> Act:
    """The act that moves the row or column by one place."""

    async def act(hand: Hand) -> None:
        if (line := _line(hand, what)) is not None:
            await hand.save(axes.moved(hand.matrix, line, by))

    return act


def hiding(what: str) -> Act:
    """The act that hides the row or column."""

    async def act(hand: Hand) -> None:
        if (line := _line(hand, what)) is not None:
            await hand.save(axes.hidden(hand.matrix, line))

    return act


def removing(what: str) -> Act:
    """The act that takes the row or column out; asks when letters go with it."""

    async def act(hand: Hand) -> None:
        if (line := _line(hand, what)) is None:
            return
        tr, matrix = hand.context.tr, hand.matrix
        title = axes.title_of(matrix, line)
        if filled := len(axes.cells_of(matrix, line)):
            question = tr.n(
                "“{title}” has letters in {n} cell. Take it out?", "“{title}” has letters in {n} cells. Take it out?",
                filled, title=title,
            )  # fmt: skip
            if not await hand.ask(Confirm(tr, question, tr("Take out"), tr("Keep"))):
                return
        await hand.save(axes.removed(hand.matrix, line))

    return act


def _line(hand: Hand, what: str) -> Row | Column | None:
    return hand.row if what == "row" else hand.column


async def show_hidden(hand: Hand) -> None:
    """Brings a hidden row or column back, or all of them."""
    tr, matrix = hand.context.tr, hand.matrix
    away: list[Row | Column] = [row for row in matrix.all_rows if row.hidden]
    away += [column for column in matrix.all_columns if column.hidden]
    chosen = away
    if len(away) > 1:
        options = [("", tr("all {n}", n=len(away))), *((line.id, _named(matrix, line)) for line in away)]
        which = await hand.ask(Choose(tr, tr("Show which again?"), options))
        chosen = [line for line in away if which in ("", line.id)]
    if chosen and await hand.save(axes.shown_again(hand.matrix, chosen)):
        first = chosen[0]
        hand.go(*((first.id, None) if isinstance(first, Row) else (None, first.id)))


def _named(matrix: Matrix, line: Row | Column) -> str:
    tr = matrix.view.tr
    if isinstance(line, Row):
        return tr("row “{title}”", title=matrix.row_title(line))
    return tr("column {title}", title=matrix.column_title(line))


# Cells


async def choose_letters(hand: Hand) -> None:
    """The letters as a list, any of which stand in the cell."""
    if hand.row is None or hand.column is None or hand.row.section:
        return
    tr, matrix = hand.context.tr, hand.matrix
    now = matrix.letters(hand.row.id, hand.column.id)
    words = {letter: tr(word) for letter, word in matrix.settings.words.items()}
    title = f"{matrix.column_title(hand.column)} · {matrix.row_title(hand.row)}"
    chosen = await hand.ask(LettersDialog(tr, title, now, words, now[:1] or matrix.settings.answering))
    if chosen is not None:
        await hand.save(cells.typed(hand.matrix, hand.row, hand.column, chosen))


async def set_letter(hand: Hand, matrix: Matrix, row: Id, column: Id, letter: str) -> None:
    """Sets or takes one letter in a cell, wherever the cursor is by now."""
    there = next((one for one in matrix.rows if one.id == row), None)
    across = next((one for one in matrix.columns if one.id == column), None)
    if there is not None and across is not None:
        await hand.save(cells.with_letter(matrix, there, across, letter))


async def clear_cell(hand: Hand) -> None:
    """Takes all letters of the cell."""
    if hand.row is not None and hand.column is not None and not hand.row.section:
        await hand.save(cells.typed(hand.matrix, hand.row, hand.column, ""))


def clearing(what: str) -> Act:
    """The act that takes all letters of the row or column."""

    async def act(hand: Hand) -> None:
        if (line := _line(hand, what)) is not None:
            label = hand.context.tr("clear {title}", title=_named(hand.matrix, line))
            await hand.save(cells.cleared(hand.matrix, axes.cells_of(hand.matrix, line), label))

    return act


async def fill_right(hand: Hand) -> None:
    """Puts the letters of the cell into all cells right of it."""
    if hand.row is not None and hand.column is not None:
        await hand.save(cells.filled_right(hand.matrix, hand.row, hand.column))


async def copy_column(hand: Hand) -> None:
    """Copies the column's letters into another one."""
    tr, matrix, source = hand.context.tr, hand.matrix, hand.column
    options = [(c.id, matrix.column_title(c)) for c in matrix.columns if source and c.id != source.id]
    if source is None or not options:
        return
    title = tr("Copy the letters of {column} to which column?", column=matrix.column_title(source))
    chosen = await hand.ask(Choose(tr, title, options))
    target = next((column for column in matrix.columns if column.id == chosen), None)
    if target is not None:
        await hand.save(cells.copied(hand.matrix, source, target))


async def sign_off(hand: Hand) -> None:
    """The holder of the column says yes to its letters, or takes it back."""
    if hand.column is not None:
        await hand.save(cells.signed_off(hand.matrix, hand.column, hand.context.moment()))


async def uncover(hand: Hand) -> None:
    """Shows what the map says until the step ends."""
    tr = hand.context.tr
    question = tr("Show what the map says about people? The room can see this screen.")
    if await hand.ask(Confirm(tr, question, tr("Show"), tr("Keep covered"))):
        hand.context.uncover()


ACTS: dict[str, Act] = {
    "add_rows": add_rows,
    "insert_rows": insert_rows,
    "from_list": from_list,
    "add_columns": add_columns,
    "rename_row": rename_row,
    "edit_column": edit_column,
    "row_up": moving("row", -1),
    "row_down": moving("row", 1),
    "column_left": moving("column", -1),
    "column_right": moving("column", 1),
    "hide_row": hiding("row"),
    "hide_column": hiding("column"),
    "remove_row": removing("row"),
    "remove_column": removing("column"),
    "show_hidden": show_hidden,
    "letters": choose_letters,
    "clear": clear_cell,
    "clear_row": clearing("row"),
    "clear_column": clearing("column"),
    "fill_right": fill_right,
    "copy_column": copy_column,
    "sign_off": sign_off,
    "uncover": uncover,
}
"""Every act by the name that a key gives it."""
