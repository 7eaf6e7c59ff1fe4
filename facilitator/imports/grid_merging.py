"""Matrices that belong together as one: below each other, or side by side."""

from collections.abc import Sequence
from dataclasses import replace

from facilitator.core.text import folded
from facilitator.imports.grids import Grid
from facilitator.imports.reading import Line
from facilitator.imports.words import placeholder


def merged(found: Sequence[Grid]) -> list[Grid]:
    """Matrices of the same columns as one, each with its title as a heading; parts side by side put together."""
    whole: list[Grid] = []
    for grid in found:
        same = next((at for at, other in enumerate(whole) if other.roles == grid.roles and grid.roles), None)
        beside = next((at for at, other in enumerate(whole) if _beside(other, grid)), None)
        if same is not None and whole[same].fields == grid.fields and not grid.own:
            whole[same] = _below(whole[same], grid)
        elif beside is not None:
            whole[beside] = _joined(whole[beside], grid)
        else:
            whole.append(grid)
    return sorted((grid for grid in whole if grid.filled), key=lambda grid: -grid.filled)


def _titles(grid: Grid) -> list[str]:
    at = grid.column("title")
    return [folded(grid.cell(row, at)) for row in grid.body]


def _beside(one: Grid, other: Grid) -> bool:
    return one.own and other.own and _titles(one) == _titles(other) and not set(one.roles) & set(other.roles)


def _joined(left: Grid, right: Grid) -> Grid:
    """Columns of both; rows are the same."""
    roles = [at for at, field in enumerate(right.fields) if field == "role"]
    width = len(left.heads)
    body = tuple(
        replace(
            row,
            cells=(*row.cells[:width], *[""] * (width - len(row.cells)), *(right.cell(other, at) for at in roles)),
        )
        for row, other in zip(left.body, right.body, strict=True)
    )
    heads = (*left.heads, *(right.heads[at] for at in roles))
    fields = (*left.fields, *("role" for _ in roles))
    return replace(left, heads=heads, body=body, fields=fields, filled=left.filled + right.filled)


def _below(above: Grid, below: Grid) -> Grid:
    return replace(
        above,
        body=(*_headed(above), *_headed(below)),
        filled=above.filled + below.filled,
        left=(*above.left, *below.left),
        title="",
    )


def _headed(grid: Grid) -> tuple[Line, ...]:
    """Its rows below its own title as a heading, if it has one."""
    if not grid.title or placeholder(grid.title):
        return grid.body
    cells = [""] * len(grid.heads)
    cells[grid.column("title")] = f"{grid.title}:"
    return (Line(grid.line, tuple(cells), True), *grid.body)
