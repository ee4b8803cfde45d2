"""What goes out comes back: texts, codes, notes, states, whatever characters they hold."""

import json
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import bead, pair, termbase
from parallel.exchange import TranslationUnit, units_of
from parallel.exchange.content import Code, Content, plain, to_plain_data
from parallel.exchange.docx_table import write_docx
from parallel.exchange.incoming import Incoming, IncomingUnit, from_tmx
from parallel.exchange.proposals import proposals_for
from parallel.exchange.tables import from_csv, from_json_lines, from_rows, from_tsv, write_csv, write_json_lines
from parallel.exchange.tbx.reader import from_tbx
from parallel.exchange.tbx.writer import write_tbx
from parallel.exchange.tmx.writer import write_tmx
from parallel.exchange.tsv import write_units
from parallel.exchange.unit import tidy
from parallel.exchange.xliff.reader import from_xliff
from parallel.exchange.xliff.writer import write_xliff_2, write_xliff_12
from parallel.model.bitext import AlignedBead, AlignedPair, BeadState, Languages
from parallel.model.document import ENGLISH, TURKISH
from parallel.model.termbase import Concept, ConceptId, Source, Term, TermStatus
from parallel.read.docx_table import docx_rows
from parallel.store.aligned import load_pair
from parallel.store.workspace import Workspace, create_workspace
from parallel.workbench.exchange.exporting import export_pairs
from parallel.workbench.exchange.importing import import_pair

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
@settings(max_examples=40)
def test_notes_and_properties_come_back_from_every_format(drawn: tuple[AlignedBead, ...]) -> None:
    """Notes one by one, or one behind the other where they share a cell; unchanged, nothing is proposed."""
    standing = pair(*drawn)
    units = list(units_of(standing)[0])
    wanted = [(unit.note, *unit.remarks) for unit in units]
    for name, read in READERS.items():
        came = read(units).units
        joint = name in {"tsv", "csv", "docx"}
        assert [unit.notes for unit in came] == ([("; ".join(notes),) for notes in wanted] if joint else wanted), name
        assert joint or [unit.properties for unit in came] == [unit.properties for unit in units], name
        assert not [found for found in proposals_for(standing, came) if found.changes], name


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


def exported(pair: AlignedPair, form: str) -> Incoming:
    """Export a pair as a user does and read the file."""
    data = "".join(export_pairs([pair], form).chunks).encode()
    return from_tmx([data], "f") if form == "tmx" else from_xliff([data], "f")


@st.composite
def remembered(draw: st.DrawFn) -> TranslationUnit:
    """Draw a unit of somebody's memory: codes on both sides, notes, a property, a state."""
    source, target = (("a ", *draw(coded())) for _ in range(2))  # a text of invisible characters alone is no sentence
    (made,), _ = units_of(pair(bead(1, tidy(plain(source)) or "x", tidy(plain(target)) or "x", state=draw(STATES))))
    notes = draw(st.lists(WORDS.map(tidy), max_size=2))
    return replace(
        made,
        id=f"u{draw(st.integers(1, 10**9))}",
        source_content=source,
        target_content=target,
        note=notes[0] if notes else "",
        remarks=tuple(notes[1:]),
        properties=(("x-state", made.get("x-state")), ("domain", tidy(draw(WORDS)))),
    )


@given(st.lists(remembered(), min_size=1, max_size=3, unique_by=lambda unit: unit.id))
@settings(max_examples=20)
def test_a_memory_goes_through_a_workspace(drawn: list[TranslationUnit]) -> None:
    """TMX into a workspace and out again, as TMX and as XLIFF: texts, codes, notes, states, ids and properties."""
    incoming = READERS["tmx"](drawn)
    with TemporaryDirectory() as folder:
        create_workspace(Path(folder))
        workspace = Workspace(root=Path(folder))
        done = import_pair(workspace, incoming, "m.tmx")
        standing, _ = load_pair(workspace.aligned_path(done.pair), "m")
    for form in ("tmx", "xliff2", "xliff"):
        back = exported(standing, form).units
        assert [[tidy(text) for text in unit.texts] for unit in back] == [
            [tidy(text) for text in unit.texts] for unit in incoming.units
        ], form
        assert [unit.state for unit in back] == [unit.state for unit in incoming.units], form
        for before, after in zip(incoming.units, back, strict=True):
            assert set(before.notes) <= set(after.notes), form
            assert after.get("x-origin-id") == before.id, form
            assert after.get("domain") == before.get("domain"), form
            if form != "xliff":
                assert _joined(after) == _joined(before), form


STATUSES = st.sampled_from(list(TermStatus))


@given(st.lists(WORDS, min_size=8, max_size=8), STATUSES, st.sampled_from(["dca", "dct"]))
def test_a_term_base_comes_back_from_tbx(words: list[str], status: TermStatus, style: str) -> None:
    """Every field a person can fill, every status, whatever characters they hold."""
    name, variant, reason, definition, usage, author, title, english = map(tidy, words)
    terms = (
        Term(text=name, language=TURKISH, variants=(variant,)),
        Term(text=english, language=ENGLISH, status=status, reason=reason),
    )
    before = Concept(
        id=ConceptId("a"),
        domain="test",
        definition=definition,
        terms=terms,
        usage=usage,
        sources=(Source(title=title, author=author, year="1920"),),
        review="draft",
    )
    base, problems = from_tbx([chunk.encode() for chunk in write_tbx(termbase(before), style=style)], "f")
    assert problems.total == 0
    assert replace(base.concepts[0], where="") == before


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
