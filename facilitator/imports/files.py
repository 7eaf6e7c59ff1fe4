"""Files to be imported: their bytes, what they hold, and a sentence about those that cannot be read."""

from pathlib import Path

from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator
from facilitator.imports.reading import Material, decode
from facilitator.imports.workbook import is_workbook, opened

LARGEST = 4_000_000
"""Bytes; a larger file is no matrix and no list."""
_FOREIGN = (
    (b"%PDF", N_("{file} is a PDF. Copy its table and paste.")),
    (b"\x89PNG", N_("{file} is a picture.")),
    (b"\xff\xd8\xff", N_("{file} is a picture.")),
)  # fmt: skip


def load(path: Path, tr: Translator) -> bytes:
    """A file's bytes.

    Raises:
        FacilitatorError: it is not there, cannot be read, is too large, or is no text.
    """
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            raise FacilitatorError(
                tr("{file} is too large: at most {n} MB are read.", file=path, n=LARGEST // 1_000_000)
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise FacilitatorError(tr("There is no file {file}.", file=path)) from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise FacilitatorError(tr("{file} cannot be read: {error}", file=path, error=why)) from error
    for start, message in _FOREIGN:
        if data.startswith(start):
            raise FacilitatorError(tr(message, file=path.name))
    return data


def content(data: bytes, name: str, tr: Translator, encoding: str = "") -> tuple[Material, str]:
    """What the bytes of a file hold, and the encoding of its text; a spreadsheet file has none.

    Raises:
        FacilitatorError: a spreadsheet file cannot be read.
    """
    return (opened(data, name, tr), "") if is_workbook(data) else decode(data, encoding)
