"""What goes out comes back: texts, codes, notes, states, whatever characters they hold."""

import json
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import bead, pair
from parallel.exchange import TranslationUnit, units_of
from parallel.exchange.content import Code, Content, plain, to_plain_data
from parallel.exchange.docx_table import write_docx
from parallel.exchange.incoming import Incoming, IncomingUnit, from_tmx
from parallel.exchange.tables import from_csv, from_json_lines, from_rows, from_tsv, write_csv, write_json_lines
from parallel.exchange.tmx import write_tmx
from parallel.exchange.tsv import write_units
from parallel.exchange.unit import tidy
from parallel.exchange.xliff import write_xliff_2, write_xliff_12
from parallel.exchange.xliff_reader import from_xliff
from parallel.model.bitext import AlignedBead, BeadState, Languages
from parallel.read.docx_table import docx_rows

LETTERS = "İIıişğâîûÂ gaeou.,;:!?…–—-=+@"
QUOTES = "'\"’‘“”„«»‹›ʿ`´"
MARKUP = "<>&/\\|\t\n\r"
CONTROL = "\x00\x01\x0b\x0c\x1b\x1f\x7f\x85"
INVISIBLE = "\u00a0\u00ad\u200b\u200d\u200e\u200f\u202a\u202b\u202c\u202e"
SEPARATORS = "\u2028\u2029\u2066\u2069\ufeff\ufffe\uffff\ud800"
DECOMPOSED = ("g\u0306", "i\u0307", "s\u0327", "u\u0302", "I\u0307")
ALPHABET = st.sampled_from([*LETTERS, *QUOTES, *MARKUP, *CONTROL, *INVISIBLE, *SEPARATORS, *DECOMPOSED])
TEXT = st.lists(ALPHABET, min_size=1, max_size=14).map("".join)
WORDS = TEXT.filter(lambda text: bool(tidy(text)))
KINDS = st.sampled_from(["ph", "it", "hi", "ut"])
CODE = st.builds(lambda kind, text: Code(kind, (), (tidy(text),) if tidy(text) else ()), KINDS, TEXT)
STATES = st.sampled_from(list(BeadState))


@st.composite
def beads(draw: st.DrawFn) -> tuple[AlignedBead, ...]:
    """Draw beads with any texts, states and notes."""
    found = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        made = bead(number, draw(WORDS), draw(WORDS), state=draw(STATES))
        found.append(replace(made, note=draw(st.one_of(st.just(""), TEXT)), flagged=draw(st.one_of(st.just(""), TEXT))))
    return tuple(found)


def encoded(chunks: Iterable[str]) -> list[bytes]:
    """Return chunks as they are written to disk."""
    return [chunk.encode() for chunk in chunks]


READERS: dict[str, Callable[[list[TranslationUnit]], Incoming]] = {
    "tmx": lambda units: from_tmx(encoded(write_tmx(units, Languages())), "f"),
    "xliff": lambda units: from_xliff(encoded(write_xliff_12(units, Languages())), "f"),
    "xliff2": lambda units: from_xliff(encoded(write_xliff_2(units, Languages())), "f"),
    "tsv": lambda units: from_tsv("".join(write_units(units, Languages())), "f", None),
    "csv": lambda units: from_csv("".join(write_csv(units, Languages())), "f", None),
    "jsonl": lambda units: from_json_lines("".join(write_json_lines(units, Languages())), "f", None),
    "docx": lambda units: from_rows(docx_rows(write_docx(units, Languages()), where="f"), "f", None),
}


@given(beads())
@settings(deadline=None, max_examples=60)
def test_units_come_back_from_every_format(drawn: tuple[AlignedBead, ...]) -> None:
    """Texts, state, and what a re-import needs."""
    units = list(units_of(pair(*drawn))[0])
    for name, read in READERS.items():
        incoming = read(units)
        assert [unit.texts for unit in incoming.units] == [(unit.source, unit.target) for unit in units], name
        assert [unit.state for unit in incoming.units] == [BeadState(unit.get("x-state")) for unit in units], name
        for wanted in ("x-bead", "x-pair", "x-revision"):
            assert [unit.get(wanted) for unit in incoming.units] == [unit.get(wanted) for unit in units], name


@given(beads())
def test_notes_and_properties_come_back_from_tmx(drawn: tuple[AlignedBead, ...]) -> None:
    """Provenance in words and for machines, remarks of people."""
    units = list(units_of(pair(*drawn))[0])
    read = READERS["tmx"](units).units
    assert [unit.notes for unit in read] == [(unit.note, *unit.remarks) for unit in units]
    assert [unit.properties for unit in read] == [unit.properties for unit in units]


@given(WORDS)
def test_what_is_written_is_tidy(text: str) -> None:
    """NFC, trimmed, no control characters, single spaces: what other tools load."""
    (unit,) = READERS["tmx"](list(units_of(pair(bead(1, text, "x")))[0])).units
    read = unit.texts[0]
    assert unicodedata.is_normalized("NFC", read)
    assert read == " ".join(read.split())
    assert not [char for char in read if unicodedata.category(char) in {"Cc", "Cs"}]


@st.composite
def coded(draw: st.DrawFn) -> Content:
    """Draw content with codes between tidy words."""
    parts: list[str | Code] = []
    for _ in range(draw(st.integers(1, 3))):
        parts += [tidy(draw(WORDS)), draw(CODE)]
    return tuple(part for part in parts if part)


@given(coded())
def test_codes_come_back_from_tmx_and_xliff(content: Content) -> None:
    """Kind and content of each, in place."""
    made = bead(1, tidy(plain(content)) or "x", "x")
    made = replace(
        made, source=replace(made.source, extra=(("content", json.loads(json.dumps(to_plain_data(content)))),))
    )
    units = list(units_of(pair(made))[0])
    for name in ("tmx", "xliff2"):
        (unit,) = READERS[name](units).units
        assert _joined(unit) == _joined(IncomingUnit(source=content, target=())), name


def _joined(unit: IncomingUnit) -> list[object]:
    """Return the source with neighbouring texts put together, in NFC."""
    joined: list[object] = []
    for part in unit.source:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif isinstance(part, str):
            joined.append(part)
        else:
            joined.append((part.kind, plain(("", *part.content)) if part.kind == "hi" else part.content))
    return [unicodedata.normalize("NFC", part) if isinstance(part, str) else part for part in joined]
