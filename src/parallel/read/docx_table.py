"""The first table of a DOCX as rows of text: how a bilingual table comes back from somebody's desk."""

from io import BytesIO
from typing import Any

from parallel.errors import InputError
from parallel.read.archive import check_archive

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_DELETED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText"})
_MAX_DEPTH = 60
"""Deepest nesting of elements that is followed (chosen by us)."""
_BROKEN = (KeyError, ValueError, AttributeError, IndexError, TypeError, RecursionError, SyntaxError)


def docx_rows(data: bytes, *, where: str) -> list[tuple[int, list[str]]]:
    """Return the rows of all tables with at least two columns: number of the row and text of its cells.

    Tracked deletions are left out, tracked insertions kept: the text as it would be accepted.

    Raises:
        InputError: broken, a bomb (see ``read.archive``), or without such a table.
    """
    names = check_archive(data, where=where)
    if "word/document.xml" not in names:
        raise InputError("no DOCX", where=where, hint="Give a DOCX file with a table of two columns")
    from docx import Document  # noqa: PLC0415  (slow to import, needed for DOCX only)
    from docx.opc.exceptions import OpcError  # noqa: PLC0415

    try:
        body = Document(BytesIO(data)).element.body
        rows = [[_cell(cell) for cell in row.iterchildren(f"{_W}tc")] for row in body.iter(f"{_W}tr")]
    except (OpcError, *_BROKEN) as error:
        reason = str(error).split("\n", 1)[0][:80]
        raise InputError(f"broken DOCX ({reason})", where=where, hint="Open it and save it anew") from error
    found = [(number, cells) for number, cells in enumerate(rows, 1) if len(cells) > 1]
    if not found:
        raise InputError("no table with two columns", where=where, hint="Give a DOCX file with a table of two columns")
    return found


def _cell(cell: Any) -> str:
    paragraphs = (_text(paragraph) for paragraph in cell.iterchildren(f"{_W}p"))
    return "\n".join(paragraphs).strip("\n")


def _text(element: Any, depth: int = 0) -> str:
    if depth > _MAX_DEPTH:
        return ""
    parts = []
    for child in element.iterchildren():
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag in _SIGNS:
            parts.append(_SIGNS[child.tag])
        elif child.tag not in _DELETED:
            parts.append(_text(child, depth + 1))
    return "".join(parts)
