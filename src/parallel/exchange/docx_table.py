"""A bilingual table as DOCX: for people who edit in a word processor, and to come back by `tren import`.

Written as the few parts of OOXML a table needs (ECMA-376, part 1), since python-docx takes time that grows with the
square of the rows and stamps the hour into every file; it reads what is written here.
"""

import zipfile
from collections.abc import Iterable, Iterator
from html import escape
from io import BytesIO

from parallel.exchange.tsv import unit_row
from parallel.exchange.unit import TranslationUnit, loadable
from parallel.model.bitext import Languages

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)
_WIDTHS = (5400, 5400, 900, 1500, 800, 700, 700)
"""Twentieths of a point: both texts, state, note, and three narrow columns a re-import needs."""
_SMALL = '<w:rPr><w:color w:val="808080"/><w:sz w:val="12"/></w:rPr>'
_BOLD = "<w:rPr><w:b/></w:rPr>"
_PAGE = (
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="720" w:right="720" w:bottom="720" w:left="720" w:header="360" w:footer="360" w:gutter="0"/>'
    "</w:sectPr>"
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def write_docx(units: Iterable[TranslationUnit], languages: Languages) -> bytes:
    """Return a DOCX with a row for each unit: texts, state, note, id, pair, revision.

    Equal units give equal bytes.
    """
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, chunks in (
            ("[Content_Types].xml", [_TYPES]),
            ("_rels/.rels", [_RELATIONS]),
            ("word/document.xml", _document(units, languages)),
        ):
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, "".join(chunks).encode())
    return stream.getvalue()


def _document(units: Iterable[TranslationUnit], languages: Languages) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="{_W}"><w:body><w:tbl>'
    yield f'<w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
    yield '<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
    yield "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    yield "</w:tblGrid>"
    titles = ["source", "target", "state", "note", "id", "pair", "revision"]
    if languages.source != languages.target:
        titles[:2] = [str(languages.source), str(languages.target)]
    made = (_cell(text, width, _BOLD) for text, width in zip(titles, _WIDTHS, strict=True))
    yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(made)}</w:tr>"
    for unit in units:
        source, target, name, state, _, note, pair, revision = unit_row(unit)
        cells = (source, target, state, note, name, pair, revision)
        runs = ("", "", "", _SMALL, _SMALL, _SMALL, _SMALL)
        made = (_cell(text, width, run) for text, width, run in zip(cells, _WIDTHS, runs, strict=True))
        yield f"<w:tr>{''.join(made)}</w:tr>"
    yield f"</w:tbl><w:p/>{_PAGE}</w:body></w:document>"


def _cell(text: str, width: int, run: str) -> str:
    shown = escape(loadable(text), quote=False)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:r>{run}'
        f'<w:t xml:space="preserve">{shown}</w:t></w:r></w:p></w:tc>'
    )
