"""What lines and blocks are: labels, titles, headings; then abstract, keywords, note of the author, quotation, body."""

import re
from itertools import pairwise, takewhile

from parallel.clean.paragraphs import Block, Mark
from parallel.clean.sheet import STARS, Line, Sheet, stopped, unfinished
from parallel.clean.words.labels import NUMBERED, read_label, unnumbered
from parallel.language import casing
from parallel.language.identify import guess_language
from parallel.model.document import ENGLISH, TURKISH, DropReason, Language, Role

_AUTHOR = re.compile(rf"(?:(?!\w*[A-ZÇĞİÖŞÜ]{{2}})[^\W\d_][\w’'.-]* ){{1,4}}[A-ZÇĞİÖŞÜ][A-ZÇĞİÖŞÜ’'-]+[{STARS}†\d]*$")
"""A line such as *Ayşe Nur KARADAĞ∗*: names, the last of them in capitals."""
_CLAUSE = re.compile(r"\(?\d{1,2}\s?[-–—)]")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_ASIDE = re.compile(r"\([^()]{1,40}\)$")
_CITED = re.compile(r"\bss?\.\s?\d|\bpp?\.\s?\d|:\s?\d")
_TITLE_SHARE = 0.6
"""Share of a heading's longer words that begin with a capital (chosen by us)."""
_CAPITAL_SHARE = 0.8
"""Share of capitals in a heading set in capitals; conjunctions may be small."""
_LONGER_WORD = 4
"""Shorter words are mostly conjunctions, which stay small in titles."""
_SHORT = 0.75
"""A heading's last line is shorter than this share of a full line, unless it is numbered."""
_HEADING_LINES = 3
_PLAIN_HEADING_LINES = 2
"""A heading with neither number nor capitals has at most so many lines."""
_SPACED_WORDS = 3
_TITLE_LINES = 4
_TITLE_WORDS = 5
"""Fewer words above an abstract may be a person's name."""
_FRONT_BLOCKS = 14
"""An abstract's label stands among so many first blocks where what precedes it is front matter (chosen by us)."""
_FRONT_LINES = 40
"""Dates, DOI and the like stand among so many first lines (chosen by us)."""
_ABSTRACT_BLOCKS = 4
"""An abstract without an end in sight is taken to be one paragraph if more blocks than this follow."""
_QUOTED_BLOCKS = 8
"""A quotation that is never closed is not followed further than this."""
_CITATION = 90
"""A citation after a closing quotation mark is at most so long (83 was seen)."""
_FRAGMENT = 15
"""A stray fragment is one lower-case word of at most so many letters."""
_OPENING = '“«"„'


def mark_lines(sheet: Sheet) -> dict[int, Mark]:
    """Return a mark for each line that is a label, a title or a heading. Cost: linear."""
    marks: dict[int, Mark] = {}
    lines = list(sheet.texts())
    for position, line in enumerate(lines):
        before = lines[position - 1] if position else None
        opens = before is None or sheet.starts_block(line) or before.number < line.number - 1
        if line.number in marks:
            continue
        label = read_label(line.text)
        if label and label.kind == "imprint" and (position >= _FRONT_LINES or not label.plain):
            label = None
        if label and (opens or label.plain):
            marks[line.number] = Mark(label.kind, label.language, label.length)
        elif opens:
            size = _heading_size(sheet, lines, position, marks)
            mark = Mark("heading", TURKISH, 0)
            marks.update((other.number, mark) for other in lines[position : position + size])
    _mark_titles(sheet, lines, marks)
    return marks


def _heading_size(sheet: Sheet, lines: list[Line], position: int, marks: dict[int, Mark]) -> int:
    """Return how many lines the heading that begins here has; 0 if none does."""
    block = _block(lines, position, _HEADING_LINES + 1)
    following = lines[position + len(block)] if position + len(block) < len(lines) else None
    if len(block) > _HEADING_LINES or (following is not None and following.text[0].islower()):
        return int(len(block) > 1 and _runs_into_text(sheet, block[0], block[1]))
    before = lines[position - 1] if position else None
    breaks_off = before is not None and before.number not in marks and unfinished(before.text)
    if before is not None and breaks_off and not sheet.starts_page_or_region(block[0], before):
        return 0
    if _is_heading(sheet, block):
        return len(block)
    return int(len(block) > 1 and _runs_into_text(sheet, block[0], block[1]))


def _block(lines: list[Line], position: int, limit: int) -> list[Line]:
    """Return the lines from a position on to the next blank line, at most ``limit``."""
    block = [lines[position]]
    for line in lines[position + 1 : position + limit]:
        if line.number != block[-1].number + 1 or line.page_start:
            break
        block.append(line)
    return block


def _is_heading(sheet: Sheet, block: list[Line]) -> bool:
    text = " ".join(line.text for line in block)
    if text[0] in _OPENING + "(" or not _may_end_heading(text):
        return False
    bare = unnumbered(text)
    numbered = len(bare) < len(text) and not _CLAUSE.match(text)
    if text[-1] == ":" and not numbered and " " in text:
        return False
    if _capitals(bare) > _CAPITAL_SHARE or spaced_out(text):
        return True
    short = len(block[-1].text) <= sheet.width * _SHORT
    if not numbered and not text[0].isupper() and not text[0].isdigit():
        return False
    if numbered:
        return short or _title_share(bare) >= _TITLE_SHARE
    return short and len(block) <= _PLAIN_HEADING_LINES and _title_share(bare) >= _TITLE_SHARE


def _may_end_heading(text: str) -> bool:
    """Tell whether a heading may end like this: no stop, no closing quotation mark; a bracket that is no citation."""
    if text[-1] == ")":
        aside = _ASIDE.search(text)
        return aside is not None and not _CITED.search(aside.group()) and "”" not in text
    return text[-1] not in ".,;!?…”»-"


def _runs_into_text(sheet: Sheet, first: Line, second: Line) -> bool:
    """Tell whether a line is a heading although text follows without a blank: numbered or in capitals, and short."""
    text = first.text
    if not _may_end_heading(text) or not second.text[0].isupper() or len(text) > sheet.width * _SHORT:
        return False
    bare = unnumbered(text)
    numbered = len(bare) < len(text) and not _CLAUSE.match(text)
    capitals = _capitals(bare) > _CAPITAL_SHARE and len(bare) >= _LONGER_WORD
    return capitals or (numbered and _title_share(bare) >= _TITLE_SHARE)


def spaced_out(text: str) -> bool:
    """Tell whether a line is set with spaces between its letters.

    >>> spaced_out("S O N U Ç"), spaced_out("B. M. Meclisi")
    (True, False)
    """
    words = text.split()
    return len(words) >= _SPACED_WORDS and all(len(word) == 1 and word.isalpha() for word in words)


def _capitals(text: str) -> float:
    letters = [char for char in text if char.isalpha()]
    return sum(map(str.isupper, letters)) / len(letters) if letters else 0.0


def _title_share(text: str) -> float:
    words = _WORD.findall(text)
    words = [word for word in words if len(word) >= _LONGER_WORD] or words
    return sum(casing.is_upper_initial(word) for word in words) / len(words) if words else 0.0


def _mark_titles(sheet: Sheet, lines: list[Line], marks: dict[int, Mark]) -> None:
    """Mark the title at the document's head, and a title that stands right above an abstract."""
    if not lines:
        return
    for position, line in enumerate(lines):
        mark = marks.get(line.number)
        if mark is not None and mark.kind == "abstract" and position:
            _mark_title(_block_above(sheet, lines, position - 1, marks), marks, words=_TITLE_WORDS)
    kinds = (mark.kind if (mark := marks.get(line.number)) else "" for line in lines)
    front = next((position for position, kind in enumerate(kinds) if kind != "imprint"), 0)
    first = marks.get(lines[front].number)
    if first is None or (first.kind == "heading" and not first.label):
        _mark_title(_front(lines, front), marks, words=1)


def _block_above(sheet: Sheet, lines: list[Line], last: int, marks: dict[int, Mark]) -> list[Line]:
    """Return the lines from a blank line, a label or the end of a sentence down to one; of keywords no line more."""
    first = last
    while first and not sheet.starts_block(lines[first]) and last - first < _TITLE_LINES:
        above, mark = lines[first - 1], marks.get(lines[first - 1].number)
        if stopped(above.text):
            break
        if mark is not None and mark.kind == "keywords":
            return _in_another_language(lines[first : last + 1], mark.language)
        first -= 1
    return lines[first : last + 1]


def _in_another_language(block: list[Line], language: Language) -> list[Line]:
    """Leave out a block's first lines as long as they are in a language and not in capitals."""
    starts = (
        position
        for position, line in enumerate(block)
        if guess_language(line.text, default=language) != language or _capitals(line.text) > _CAPITAL_SHARE
    )
    return block[next(starts, len(block)) :]


def _front(lines: list[Line], start: int) -> list[Line]:
    """Return the first lines of the document, to a blank line or to where capitals end."""
    block = _block(lines, start, _TITLE_LINES + 1)
    capital = [_capitals(line.text) > _TITLE_SHARE or not any(map(str.isalpha, line.text)) for line in block]
    return block[: capital.index(False)] if capital[0] and False in capital else block


def _mark_title(block: list[Line], marks: dict[int, Mark], *, words: int) -> None:
    """Mark a block, to its author's name, as a title if it looks like one; lines in two languages are two titles."""
    if not block:
        return
    block = [block[0], *takewhile(lambda line: not _AUTHOR.match(line.text), block[1:])]
    kinds = {marks[line.number].kind for line in block if line.number in marks}
    text = " ".join(line.text for line in block)
    if kinds - {"heading"} or len(block) > _TITLE_LINES or text[-1] in ".,;:!?…" or NUMBERED.match(text):
        return
    if _title_share(text) < _TITLE_SHARE or (len(text.split()) < words and guess_language(text) != ENGLISH):
        return
    languages = _title_languages(block)
    whole = Mark("title", guess_language(text), 0)
    two = [Mark("title", language, 0) for language in dict.fromkeys(languages)]
    switches = sum(1 for one, other in pairwise(languages) if one != other)
    for line, language in zip(block, languages, strict=True):
        marks[line.number] = next(mark for mark in two if mark.language == language) if switches == 1 else whole


def _title_languages(block: list[Line]) -> list[Language]:
    """Return the language of each line; a line that shows none has that of the line before."""
    languages: list[Language] = []
    for line in block:
        default = languages[-1] if languages else guess_language(" ".join(other.text for other in block))
        languages.append(guess_language(line.text, default=default))
    return languages


def drop_fragments(sheet: Sheet, blocks: list[Block]) -> list[Block]:
    """Drop one lower-case word that stands alone after a finished sentence: the rest of something lost."""
    kept: list[Block] = []
    for block in blocks:
        text = block.text
        alone = len(block.lines) == 1 and len(text) <= _FRAGMENT and len(text.split()) == 1 and text[0].islower()
        free = block.mark is None and block.lines[0].number not in sheet.restored
        if alone and kept and stopped(kept[-1].text) and free:
            sheet.drop_line(block.lines[0], DropReason.NOISE, "fragments")
        else:
            kept.append(block)
    return kept


def assign_roles(blocks: list[Block]) -> None:
    """Give each block its role and language. Cost: linear."""
    main = guess_language(" ".join(block.text for block in blocks[: 2 * _FRONT_BLOCKS] if block.mark is None))
    section: Role | None = None
    for position, block in enumerate(blocks):
        mark = block.mark
        named = mark is not None and mark.kind != "heading"
        block.language = mark.language if mark and (named or mark.label) else guess_language(block.text, default=main)
        if mark is not None and not (section is Role.REFERENCE and mark.kind == "heading" and not mark.label):
            section = _SECTIONS.get(mark.kind)
            block.role = _ROLES.get(mark.kind, Role.HEADING)
            section = None if section is Role.KEYWORDS and not mark.alone(block) else section
            continue
        if section is Role.ABSTRACT and not _still_abstract(blocks, position):
            section = None
        block.mark, block.role = None, section or Role.BODY
        section = None if section is Role.KEYWORDS else section
    _front_matter(blocks)
    _quotations(blocks)


_ROLES = {
    "title": Role.TITLE,
    "keywords": Role.KEYWORDS,
    "abstract": Role.ABSTRACT,
    "imprint": Role.AUTHOR_NOTE,
}
_SECTIONS = {
    "abstract": Role.ABSTRACT,
    "keywords": Role.KEYWORDS,
    "references": Role.REFERENCE,
    "notes": Role.NOTE,
}


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
    front = blocks[:_FRONT_BLOCKS]
    first = next((n for n, block in enumerate(front) if block.mark and block.mark.kind == "abstract"), 0)
    for block in front[:first]:
        if block.role is Role.BODY:
            block.role = Role.AUTHOR_NOTE


def _quotations(blocks: list[Block]) -> None:
    """Mark block quotations: in quotation marks after a colon, or set off after a line that breaks off."""
    depth = left = 0
    above: Block | None = None
    for block in blocks:
        text, end = block.text, above.text[-1] if above is not None and above.mark is None else ""
        if block.role is not Role.BODY:
            depth = 0
        else:
            opened = text.count("“") - text.count("”") + text.count("«") - text.count("»")
            starts = text[0] in _OPENING and (end in (":", ";", ",") or opened > 0 or _closes(text))
            framed = end in (":", ",") and not _CLAUSE.match(text)
            if starts or framed or (depth > 0 and left > 0):
                block.role = Role.QUOTATION
            left = _QUOTED_BLOCKS if starts else left - 1
            depth = max(depth + opened, 0) if starts or depth else 0
        above = block


def _closes(text: str) -> bool:
    """Tell whether a paragraph ends with its closing quotation mark, a citation apart."""
    return "”" in text[-_CITATION:] or "»" in text[-_CITATION:]
