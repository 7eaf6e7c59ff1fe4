from xml.etree import ElementTree

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.blocks import Heading, Plane, Point, filtered
from facilitator.core.i18n import Translator
from facilitator.exports.map.labels import Box, numbered, placed, width_of
from facilitator.exports.map.write import FIELD, files, picture
from tests.exports.samples import package

EN = Translator()
QUADRANTS = ("Key Champions", "Critical Blockers", "Grumblers", "Silent Supporters")


def plane(*points: Point, title: str = "Map", audience: str = "client") -> Plane:
    return Plane(
        title=title, x=("against", "for"), y=("little", "much"), quadrants=QUADRANTS, points=points, audience=audience
    )


def texts(svg: str) -> list[str]:
    """The texts of the picture itself, without tooltips."""
    tree = ElementTree.fromstring(svg)
    return ["".join(node.itertext()) for node in tree.iter() if node.tag.endswith("}text")]


def test_a_picture_has_title_axes_quadrants_and_names() -> None:
    found = texts(picture(plane(Point(label="Anna", x=0.8, y=0.9)), EN))
    assert {"Map", "against", "for", "little", "much", "Anna", *QUADRANTS} <= set(found)


def test_a_point_stands_where_it_belongs() -> None:
    tree = ElementTree.fromstring(picture(plane(Point(label="Anna", x=1.0, y=1.0)), EN))
    [dot] = [node for node in tree.iter() if node.get("class") == "p"]
    assert (dot.get("cx"), dot.get("cy")) == (f"{FIELD.x + FIELD.width:g}", f"{FIELD.y:g}")


def test_the_quadrants_meet_where_the_plane_says() -> None:
    svg = picture(msgspec.structs.replace(plane(Point(label="Anna", x=0.8, y=0.6)), middle=(0.5, 0.7)), EN)
    nodes = list(ElementTree.fromstring(svg).iter())
    [dot] = [node for node in nodes if node.get("class") == "p"]
    _, across = [node for node in nodes if node.get("class") == "m"]
    assert across.get("y1") == across.get("y2") == f"{FIELD.y + 0.3 * FIELD.height:g}"
    assert float(dot.get("cy") or 0) > float(across.get("y1") or 0)


def test_where_a_point_stood_earlier_is_drawn() -> None:
    svg = picture(plane(Point(label="Anna", x=0.8, y=0.9, was=(0.1, 0.2))), EN)
    assert svg.count('class="w"') == svg.count('class="v"') == 1


def test_text_of_people_is_never_markup() -> None:
    found = texts(picture(plane(Point(label='<b>&"Jo"\x00\x1b</b>', x=0.5, y=0.5), title="<script>"), EN))
    assert '<b>&"Jo" </b>' in found
    assert "<script>" in found


def test_the_same_plane_gives_the_same_bytes() -> None:
    one = plane(*(Point(label=f"P {n}", x=n / 30, y=n / 40) for n in range(30)))
    assert picture(one, EN) == picture(one, EN)


def test_names_for_which_there_is_no_room_are_listed_by_number() -> None:
    crowd = plane(*(Point(label=f"Somebody {n}", x=0.5, y=0.5) for n in range(60)))
    found = texts(picture(crowd, EN))
    named = [text for text in found if "Somebody" in text]
    assert len(named) == 60
    assert any(text.startswith("1 Somebody") for text in named)


def test_each_plane_is_a_file_of_its_own() -> None:
    blocks = (Heading(text="a"), plane(title="One"), plane(title="One"), plane(title="Two"))
    assert sorted(files(package(blocks=blocks))) == ["map-one-2.svg", "map-one.svg", "map-two.svg"]
    assert sorted(files(package(blocks=(plane(),)))) == ["map.svg"]


def test_a_plane_for_the_consultant_is_in_nobody_elses_files() -> None:
    blocks = [plane(Point(label="Anna", x=0.1, y=0.1), audience="consultant")]
    for profile in ("client", "team"):
        assert files(package(blocks=tuple(filtered(blocks, profile)))) == {}
    assert files(package(blocks=tuple(filtered(blocks, "consultant"))))


SPOTS = st.lists(
    st.tuples(
        st.floats(FIELD.x, FIELD.x + FIELD.width),
        st.floats(FIELD.y, FIELD.y + FIELD.height),
        st.text("abc", max_size=20),
    ),
    max_size=25,
)


@given(SPOTS)
def test_no_name_covers_another_one_or_leaves_the_field(spots: list[tuple[float, float, str]]) -> None:
    boxes = [box for box in placed(spots, FIELD) if box is not None]
    assert all(box.within(FIELD) for box in boxes)
    for at, box in enumerate(boxes):
        assert not any(box.meets(other) for other in boxes[:at] if box.width and other.width)


def test_no_name_covers_where_a_point_stood_earlier() -> None:
    spot, mark = (500.0, 300.0, "Ben O'Connor"), (560.0, 300.0)
    [beside], [away] = placed([spot], FIELD), placed([spot], FIELD, [mark])
    here = Box(mark[0] - 5, mark[1] - 5, 10, 10)
    assert beside is not None
    assert beside.meets(here)
    assert away is not None
    assert not away.meets(here)


def test_no_name_lies_on_the_way_of_another_point_where_there_is_room_beside_it() -> None:
    points = (Point(label="Hans", x=0.4, y=0.5), Point(label="Piotr", x=0.7, y=0.5, was=(0.3, 0.5)))
    tree = ElementTree.fromstring(picture(plane(*points), EN))
    [way] = [node for node in tree.iter() if node.get("class") == "v"]
    [name] = [node for node in tree.iter() if node.tag.endswith("}text") and node.text == "Hans"]
    assert abs(float(name.get("y") or 0) - float(way.get("y1") or 0)) > 8


def test_names_in_the_list_do_not_run_into_the_next_column() -> None:
    crowd = plane(*(Point(label=f"{n} with quite a long name and a role", x=0.5, y=0.5) for n in range(100)))
    nodes = [node for node in ElementTree.fromstring(picture(crowd, EN)).iter() if node.tag.endswith("}text")]
    listed = [
        node for node in nodes if float(node.get("y") or 0) > FIELD.y + FIELD.height + 45 and not node.get("class")
    ]
    assert len({node.get("x") for node in listed}) == 3
    assert all(width_of("".join(node.itertext())) <= FIELD.width / 3 for node in listed)


@given(SPOTS)
def test_every_point_has_its_name_or_a_number_that_covers_nothing(spots: list[tuple[float, float, str]]) -> None:
    crowd = [*spots, *((500.0, 300.0, "Somebody with a name") for _ in range(30))]
    names = placed(crowd, FIELD)
    numbers = numbered(crowd, names, FIELD)
    assert sorted(numbers) == [at for at, box in enumerate(names) if box is None]
    assert sorted(number for number, _ in numbers.values()) == list(range(1, len(numbers) + 1))
    boxes = [box for box in (*names, *(box for _, box in numbers.values())) if box is not None and box.width]
    for at, box in enumerate(boxes):
        assert not any(box.meets(other) for other in boxes[:at])


def test_wide_signs_take_more_room() -> None:
    assert width_of("山田") > width_of("ab")


def test_boxes_that_only_touch_do_not_meet() -> None:
    assert not Box(0, 0, 10, 10).meets(Box(10, 0, 10, 10))


@given(st.text(max_size=20), st.floats(0, 1), st.floats(0, 1))
def test_no_name_breaks_the_picture(name: str, x: float, y: float) -> None:
    ElementTree.fromstring(picture(plane(Point(label=name, x=x, y=y), title=name), EN))
