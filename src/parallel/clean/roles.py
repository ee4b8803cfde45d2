"""What lines and blocks are: labels, titles, headings; then abstract, keywords, note of the author, quotation, body."""

import re
from dataclasses import dataclass
from importlib import resources

from parallel.clean.paragraphs import Block, Mark
from parallel.clean.sheet import Kind, Line, Sheet, stopped, unfinished
from parallel.language import casing
from parallel.language.identify import guess_language
from parallel.model.document import ENGLISH, TURKISH, DropReason, Language, Role

_LONGEST_LABEL = 34
"""A label word with its number and letter-spacing is shorter than this."""
_INLINE = re.compile(r"\s*(?:[:：]|[-–—.](?=\s))\s*")
_NUMBERED = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVXL]{1,5}[.)]?|[A-ZÇĞİÖŞÜ][.)]|[a-zçğıöşü]\s?[-–—.)]+)\s*[-–—]*\s+(?=[^\W\d_])"
)
_CLAUSE = re.compile(r"\(?\d{1,2}\s?[-–—)]")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_TITLE_SHARE = 0.6
"""Share of a heading's longer words that begin with a capital (chosen by us)."""
_SHORT = 0.75
"""A heading's last line is shorter than this share of a full line, unless it is numbered."""
_HEADING_LINES = 3
_TITLE_LINES = 4
_FRONT_BLOCKS = 14
"""An abstract's label stands among so many first blocks where what precedes it is front matter (chosen by us)."""
_ABSTRACT_BLOCKS = 4
"""An abstract without an end in sight is taken to be one paragraph if more blocks than this follow."""
_FRAGMENT = 15
"""A stray fragment is one lower-case word of at most so many letters."""
_OPENING = '“«"„'


@dataclass(frozen=True, slots=True)
class Label:
    """What a label word says of the text below it."""

    kind: str
    """``abstract``, ``keywords``, ``references``, ``notes`` or ``heading``."""
    language: Language
    """Language the word is in."""
    length: int
    """Code points it takes up at the start of the line, with the sign after it; the whole line if it stands alone."""


def load_labels() -> dict[str, tuple[str, Language]]:
    """Return the label words of ``data/labels.tsv``, folded."""
    text = resources.files("parallel.clean").joinpath("data/labels.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {casing.fold_loose(words).text: (kind, Language(language)) for kind, language, words in rows}


_LABELS = load_labels()


def read_label(text: str) -> Label | None:
    """Return the label a line begins with, if any.

    >>> read_label("Öz: Bu makalede 1921 yılı ele alınmıştır.").length
    4
    """
    if not text[0].isalnum():
        return None
    if len(text) <= _LONGEST_LABEL and (found := _LABELS.get(_core(text))):
        return Label(*found, len(text))
    for match in _INLINE.finditer(text, 0, _LONGEST_LABEL):
        found = _LABELS.get(_core(text[: match.start()]))
        if found and found[0] in ("abstract", "keywords"):
            return Label(*found, match.end())
    return None


def _core(text: str) -> str:
    """Return a label's letters, without its number."""
    bare = _NUMBERED.sub("", text, count=1) if text[0].isdigit() or text[:1] in "IVX" else text
    return casing.fold_loose(bare).text if len(bare) <= _LONGEST_LABEL else ""


def mark_lines(sheet: Sheet) -> dict[int, Mark]:
    """Return a mark for each line that is a label, a title or a heading."""
    marks: dict[int, Mark] = {}
    lines = list(sheet.texts())
    for position, line in enumerate(lines):
        if line.number in marks:
            continue
        label = read_label(line.text) if len(line.text) > 1 else None
        if label and (label.kind != "heading" or label.length == len(line.text)):
            marks[line.number] = Mark(label.kind, label.language, label.length)
        elif _opens_block(sheet, lines, position):
            mark = Mark("heading", TURKISH, 0)
            marks.update(
                (other.number, mark)
                for other in lines[position : position + _heading_size(sheet, lines, position, marks)]
            )
    _mark_titles(sheet, lines, marks)
    return marks


def _opens_block(sheet: Sheet, lines: list[Line], position: int) -> bool:
    return (
        position == 0 or sheet.starts_block(lines[position]) or lines[position - 1].number < lines[position].number - 1
    )


def _heading_size(sheet: Sheet, lines: list[Line], position: int, marks: dict[int, Mark]) -> int:
    """Return how many lines the heading that begins here has; 0 if none does."""
    first = lines[position]
    block = _block(sheet, lines, position, _HEADING_LINES + 1)
    following = lines[position + len(block)] if position + len(block) < len(lines) else None
    before = lines[position - 1] if position else None
    if len(block) <= _HEADING_LINES and _is_heading(sheet, block, before, following, marks):
        return len(block)
    return int(len(block) > 1 and _runs_into_text(sheet, first, block[1]))


def _block(sheet: Sheet, lines: list[Line], position: int, limit: int) -> list[Line]:
    """Return the lines from a position on to the next blank line, at most ``limit``."""
    block = [lines[position]]
    for line in lines[position + 1 : position + limit]:
        if line.number != block[-1].number + 1 or line.page_start:
            break
        block.append(line)
    return block


def _is_heading(
    sheet: Sheet, block: list[Line], before: Line | None, following: Line | None, marks: dict[int, Mark]
) -> bool:
    text = " ".join(line.text for line in block)
    if text[0] in _OPENING + "(" or text[-1] in ".,;!?…)”»-" or (following is not None and following.text[0].islower()):
        return False
    if (
        before is not None
        and before.number not in marks
        and unfinished(before.text)
        and not sheet.starts_page_or_region(block[0], before)
    ):
        return False
    numbered = _NUMBERED.match(text) is not None
    if text[-1] == ":" and not numbered and len(text.split()) > 1:
        return False
    bare = _NUMBERED.sub("", text, count=1)
    if _capitals(bare) > 0.8 or spaced_out(text):
        return True
    short = len(block[-1].text) <= sheet.width * _SHORT
    if numbered and not _CLAUSE.match(text):
        return short or _title_share(bare) >= _TITLE_SHARE
    return short and len(block) <= 2 and _title_share(bare) >= _TITLE_SHARE


def _runs_into_text(sheet: Sheet, first: Line, second: Line) -> bool:
    """Tell whether a line is a heading although text follows without a blank: numbered or in capitals, and short."""
    text = first.text
    if (
        unfinished(text) is False
        or text[-1] in ",-"
        or not second.text[0].isupper()
        or len(text) > sheet.width * _SHORT
    ):
        return False
    bare = _NUMBERED.sub("", text, count=1)
    numbered = len(bare) < len(text) and not _CLAUSE.match(text)
    return (_capitals(bare) > 0.8 and len(bare) > 3) or (numbered and _title_share(bare) >= _TITLE_SHARE)


def spaced_out(text: str) -> bool:
    """Tell whether a line is set with spaces between its letters.

    >>> spaced_out("S O N U Ç"), spaced_out("B. M. Meclisi")
    (True, False)
    """
    words = text.split()
    return len(words) >= 3 and all(len(word) == 1 and word.isalpha() for word in words)


def _capitals(text: str) -> float:
    letters = [char for char in text if char.isalpha()]
    return sum(map(str.isupper, letters)) / len(letters) if letters else 0.0


def _title_share(text: str) -> float:
    words = [word for word in _WORD.findall(text) if len(word) >= 4]
    words = words or _WORD.findall(text)
    return sum(casing.is_upper_initial(word) for word in words) / len(words) if words else 0.0


def _mark_titles(sheet: Sheet, lines: list[Line], marks: dict[int, Mark]) -> None:
    """Mark the title at the document's head, and a title that stands right above an abstract."""
    at = {line.number: position for position, line in enumerate(lines)}
    for number, mark in list(marks.items()):
        if mark.kind == "abstract" and at[number]:
            _mark_title(sheet, lines, _block_above(sheet, lines, at[number] - 1), marks)
    first = marks.get(lines[0].number) if lines else None
    if lines and (first is None or (first.kind == "heading" and not first.label)):
        _mark_title(sheet, lines, _front(sheet, lines), marks)


def _block_above(sheet: Sheet, lines: list[Line], last: int) -> list[Line]:
    first = last
    while first and not sheet.starts_block(lines[first]) and last - first < _TITLE_LINES:
        first -= 1
    return lines[first : last + 1]


def _front(sheet: Sheet, lines: list[Line]) -> list[Line]:
    """Return the first lines of the document, to a blank line or to where capitals end."""
    block = _block(sheet, lines, 0, _TITLE_LINES)
    capital = [_capitals(line.text) > 0.6 for line in block]
    return block[: capital.index(False)] if capital[0] and False in capital else block


def _mark_title(sheet: Sheet, lines: list[Line], block: list[Line], marks: dict[int, Mark]) -> None:
    kinds = {marks[line.number].kind for line in block if line.number in marks}
    text = " ".join(line.text for line in block)
    if kinds - {"heading"} or len(block) > _TITLE_LINES or text[-1] in ".,;:!?…" or _NUMBERED.match(text):
        return
    if _title_share(text) >= _TITLE_SHARE:
        mark = Mark("title", guess_language(text), 0)
        marks.update((line.number, mark) for line in block)


def drop_fragments(sheet: Sheet, blocks: list[Block]) -> list[Block]:
    """Drop one lower-case word that stands alone after a finished sentence: the rest of something lost."""
    kept: list[Block] = []
    for block in blocks:
        text = block.text
        alone = len(block.lines) == 1 and len(text) <= _FRAGMENT and len(text.split()) == 1 and text[0].islower()
        if alone and kept and stopped(kept[-1].text) and block.mark is None:
            sheet.drop_line(block.lines[0], DropReason.NOISE, "fragments")
        else:
            kept.append(block)
    return kept


def assign_roles(blocks: list[Block]) -> None:
    """Give each block its role and language."""
    for block in blocks:
        block.language = (
            block.mark.language if block.mark and block.mark.kind != "heading" else guess_language(block.text)
        )
        block.role = _ROLE_OF_MARK.get(block.mark.kind, Role.BODY) if block.mark else Role.BODY
    _front_matter(blocks)
    section: Role | None = None
    for position, block in enumerate(blocks):
        if block.mark is not None:
            section = _section(block.mark, blocks, position)
            if section is Role.KEYWORDS:
                section = None
        elif section is Role.ABSTRACT and not _still_abstract(blocks, position):
            section = None
        if block.mark is None and section is not None:
            block.role = section
    _quotations(blocks)


_ROLE_OF_MARK = {"title": Role.TITLE, "keywords": Role.KEYWORDS, "abstract": Role.ABSTRACT}


def _section(mark: Mark, blocks: list[Block], position: int) -> Role | None:
    """Return the role of the blocks below a mark."""
    if mark.kind == "abstract":
        return Role.ABSTRACT
    if mark.kind == "references":
        return Role.REFERENCE
    return Role.NOTE if mark.kind == "notes" else None


def _still_abstract(blocks: list[Block], position: int) -> bool:
    """Tell whether a block after an abstract's label belongs to it: same language, same page, an end in sight."""
    block, above = blocks[position], blocks[position - 1]
    if above.mark is not None and above.mark.kind == "abstract" and above.mark.alone(above):
        return True
    if block.language != above.language or (block.lines[0].page_start and stopped(above.text)):
        return False
    ahead = blocks[position : position + _ABSTRACT_BLOCKS]
    return any(other.mark is not None for other in ahead)


def _front_matter(blocks: list[Block]) -> None:
    """Make what stands before the first abstract, the title apart, the author's note."""
    first = next(
        (n for n, block in enumerate(blocks[:_FRONT_BLOCKS]) if block.mark and block.mark.kind == "abstract"), 0
    )
    for block in blocks[:first]:
        if block.role is Role.BODY:
            block.role = Role.AUTHOR_NOTE


def _quotations(blocks: list[Block]) -> None:
    """Mark block quotations: in quotation marks after a colon, or set off after a line that breaks off."""
    open_quote = False
    for position, block in enumerate(blocks):
        text, above = block.text, blocks[position - 1].text if position else ""
        if block.role is not Role.BODY or block.mark is not None:
            open_quote = False
            continue
        depth = text.count("“") - text.count("”") + text.count("«") - text.count("»")
        starts = text[0] in _OPENING and (above[-1:] in (":", ";", ",") or depth > 0 or _closes(text))
        framed = position > 0 and above[-1:] in (":", ",") and blocks[position - 1].mark is None
        if open_quote or starts or framed:
            block.role = Role.QUOTATION
        open_quote = (open_quote or starts) and depth + open_quote > 0


def _closes(text: str) -> bool:
    """Tell whether a paragraph ends with its closing quotation mark, a citation apart."""
    return "”" in text[-90:] or "»" in text[-90:]


__all__ = ["ENGLISH", "Kind", "Label", "assign_roles", "drop_fragments", "mark_lines", "read_label"]
