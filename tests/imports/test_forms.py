"""Every form in which matrices, stakeholders and scores come, as whole files: bytes in, people and letters out."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given

from facilitator.core.blocks import Heading
from facilitator.core.i18n import Translator
from facilitator.exports.matrix.write import files
from facilitator.imports.door import IMPORTS
from facilitator.imports.files import content
from facilitator.imports.found import FoundMatrix
from facilitator.imports.preview import Preview
from tests.exports.samples import package
from tests.imports.test_round_trip import matrices, tables
from tests.imports.workbooks import worksheet, xlsx

TR = Translator()
ROWS = [["Task", "Anna de Vries", "Müller"], ["Plan", "A", "R"], ["Größe wählen", "C", "A/R"]]
SEPARATED = {sign: "\r\n".join(sign.join(row) for row in ROWS) + "\r\n" for sign in ",;\t|"}
MARKDOWN = "# Roles\n\n| Task | Anna de Vries | Müller |\n|:--|:-:|--:|\n| Plan | A | **R** |\n"
MARKDOWN += "| Größe wählen | c | A / R |\n"
HTML = "<p>Roles</p><table><tr>" + "".join(f"<th>{cell}</th>" for cell in ROWS[0]) + "</tr>"
HTML += "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS[1:]) + "</table>"
BY_LETTER = "Task;A;R;C;I\nPlan;Anna de Vries;Müller;;\nGröße wählen;Müller;Müller;Anna de Vries;–\n"
TURNED = "Role,Plan,Größe wählen\nAnna de Vries,A,C\nMüller,R,AR\n"
LIST = "## Plan\n- A: Anna de Vries\n- R: Müller\n\n## Größe wählen\n- Accountable: Müller\n- R: Müller\n"
LIST += "- C: Anna de Vries\n"
CARDS = "### Plan\nAnna de Vries: A\nMüller: R\n\n### Größe wählen\nAnna de Vries: C\nMüller: A/R\n"


def read(name: str, data: bytes, **answers: str) -> Preview:
    return IMPORTS[name].read(content(data, "file", TR)[0], TR, answers)


def letters(data: bytes) -> dict[tuple[str, str], set[str]]:
    found = read("matrix", data).found
    assert isinstance(found, FoundMatrix)
    return {(found.rows[r].title, found.columns[c]): set(value) for (r, c), value in found.cells.items()}


FORMS = {
    **{f"cells divided by {sign!r}": text.encode() for sign, text in SEPARATED.items()},
    "a first line that names the sign": f"sep=;\r\n{SEPARATED[';']}".encode(),
    "utf-8 with its mark": SEPARATED[";"].encode("utf-8-sig"),
    "utf-16 with its mark": SEPARATED["\t"].encode("utf-16"),
    "utf-16 without": SEPARATED["\t"].encode("utf-16-le"),
    "utf-16 the other way round": SEPARATED["\t"].encode("utf-16-be"),
    "windows": SEPARATED[";"].encode("cp1252"),
    "old macs": SEPARATED[";"].encode("mac-roman"),
    "old line breaks": SEPARATED[","].replace("\r\n", "\r").encode(),
    "a table in Markdown": MARKDOWN.encode(),
    "a table in HTML": HTML.encode(),
    "a spreadsheet file": xlsx({"Roles": worksheet(ROWS)}),
    "columns of letters": BY_LETTER.encode(),
    "roles in the rows": TURNED.encode(),
    "a list": LIST.encode(),
    "cards": CARDS.encode(),
    "text around it": f"Project Mill;;\nNotes: draft;;\n;;\n{SEPARATED[';']};;\nLegend: A = Accountable;;\n".encode(),
}


@pytest.mark.parametrize("data", FORMS.values(), ids=FORMS.keys())
def test_the_same_matrix_is_read_out_of_every_form(data: bytes) -> None:
    assert letters(data) == {
        ("Plan", "Anna de Vries"): {"A"},
        ("Plan", "Müller"): {"R"},
        ("Größe wählen", "Anna de Vries"): {"C"},
        ("Größe wählen", "Müller"): {"A", "R"},
    }


@pytest.mark.parametrize("name", IMPORTS)
@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\0" * 100, b"{}", b"GIF89a\x01\x02", "שלום 🙂".encode()])
def test_what_is_nothing_of_the_kind_says_so_or_is_doubted(name: str, data: bytes) -> None:
    preview = read(name, data)
    assert preview.doubts
    assert preview.found is None or name == "stakeholders"


@given(matrices())
def test_a_matrix_comes_back_from_its_csv_file_that_excel_has_saved_anew(matrix: FoundMatrix) -> None:
    made = files(package(blocks=(Heading(text="Step"), *tables(matrix))))["raci.csv"].decode()
    rows = list(csv.reader(io.StringIO(made, newline="")))
    if all(sign.isprintable() for row in rows for cell in row for sign in cell):  # others cannot stand in such a file
        assert read("matrix", xlsx({"raci": worksheet(rows)})).found == matrix


PEOPLE = {
    "words": "Name;Power;Support level\nAnna;High;supportive\nBen;Tief;Gegner\n",
    "numbers of five": "Stakeholder,Influence (1-5),Attitude (1-5)\nAnna,4,4\nBen,2,1\n",
    "interest before influence": "Who\tInterest\tInfluence\tStance\nAnna\tL\tH\tally\nBen\tH\tL\tresistant\n",
    "a chart": "quadrantChart\n x-axis Against --> For\n y-axis Low power --> High power\n Anna: [0.7, 0.8]\n"
    " Ben: [0.1, 0.2]\n",
    "a chart with its axes exchanged": "```mermaid\nquadrantChart\nx-axis High influence --> Low influence\n"
    'y-axis Supportive --> Opposed\n"Anna": [0.2, 0.3]\nBen: [0.8, 0.9]\n```\n',
}


@pytest.mark.parametrize("text", PEOPLE.values(), ids=PEOPLE.keys())
def test_who_is_strong_and_for_it_is_told_from_who_is_neither_in_every_form(text: str) -> None:
    found: Any = read("stakeholders", text.encode()).found
    anna, ben = found.people
    assert (anna.name, ben.name) == ("Anna", "Ben")
    assert anna.influence > 5 > ben.influence
    assert anna.attitude > 0 > ben.attitude


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Idea;Impact;Effort\nMail;4,5;3\nChat;0,90;1\n", [(4.5, 3.0), (0.9, 1.0)]),
        ("| Idea | Impact | Effort |\n|--|--|--|\n| Mail | ★★★☆☆ | 2 |\n| Chat | ★☆☆☆☆ | 5= |\n", [(3, 2), (1, 5)]),
        ('Idea,Reach,ICE\nMail,"1,120",9\nChat,"2,300",3\n', [(1120,), (2300,)]),
    ],
)
def test_scores_are_read_in_every_form(text: str, values: list[tuple[float, ...]]) -> None:
    found: Any = read("scores", text.encode()).found
    assert [item.values for item in found.items] == values
