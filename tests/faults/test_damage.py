"""A10, A11, B1–B5: damaged, merged and hand-edited files are named with their line, or do no harm."""

import json
import os
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import bead, pair
from faults.saves import PAIR_ID, edit, texts, workspace_in
from parallel.errors import InputError, ParallelError
from parallel.model.bitext import AlignedBead, AlignedPair, BeadState
from parallel.model.document import Place
from parallel.model.span import Span
from parallel.store.aligned import StoredPair, parse_stored, render_pair
from parallel.workbench.edits.standing import read_stored
from running import Swift

FULL = bool(os.environ.get("TREN_FULL"))
ALPHABET = "abçğıİIiöşüâîû’'\u00ad\u00a0\u2028\u0085\ufeff\t\"\\{}[]<>=|"
STATES = (BeadState.AUTO, BeadState.EDITED, BeadState.APPROVED)
FIFTY = pair(
    *(
        bead(number, f"Misak-ı Millî’nin {number}. maddesi.", f"Article {number}.", state=STATES[number % 3])
        for number in range(1, 51)
    )
)
DATA = render_pair(FIFTY)


def human(found: AlignedPair) -> list[tuple[object, ...]]:
    """Return all a person vouches for."""
    return [(item.revision, item.source, item.target, item.confidence, item.evidence) for item in found.beads]


def read(data: bytes) -> StoredPair:
    """Read bytes as the pair's file."""
    return parse_stored(data, PAIR_ID, "f")


def harm(data: bytes) -> str:
    """Return what went wrong unnoticed; a refusal with a line, or a warning, is as it should be."""
    try:
        found = read(data)
    except ParallelError as error:
        return "" if error.where.startswith("f") and "\n" not in str(error) else str(error)
    if found.warnings:
        return ""
    kept = human(FIFTY)
    seen = human(found.pair)
    if seen == kept:
        return "" if found.pair.languages == FIFTY.languages else "languages changed"
    # Cut between two beads the rest is whole: `build` and `doctor` count the sentences that stand in no bead.
    return "" if seen == kept[: len(seen)] and len(data) < len(DATA) else "changed unnoticed"


def test_truncation_at_every_byte_of_the_last_bead() -> None:
    """Cut in the last bead or at its edges, the file is refused with its line, or what is left is whole."""
    start = DATA.rindex(b"\n", 0, len(DATA) - 1) - 2
    assert [size for size in (*range(start, len(DATA), 3), len(DATA) - 1) if harm(DATA[:size])] == []


@pytest.mark.slow
def test_truncation_at_every_byte() -> None:
    """Cut anywhere, the file is refused with its line, or what is left is whole."""
    assert [size for size in range(0, len(DATA), 1 if FULL else 7) if harm(DATA[:size])] == []


@pytest.mark.slow
@pytest.mark.parametrize("bit", range(8))
def test_a_flipped_bit_at_every_byte(bit: int) -> None:
    """Flip any bit of any byte: refused, warned of, or without meaning."""
    spoilt = bytearray(DATA)
    found = []
    for at in range(bit, len(DATA), 1 if FULL else 41):
        spoilt[at] ^= 1 << bit
        if what := harm(bytes(spoilt)):
            found.append((at, what))
        spoilt[at] ^= 1 << bit
    assert found == []


def test_a_flipped_byte_here_and_there() -> None:
    """A dose of the rig above for every run."""
    dice = random.Random(6)
    for _ in range(100):
        spoilt = bytearray(DATA)
        at = dice.randrange(len(DATA))
        spoilt[at] ^= 1 << dice.randrange(8)
        assert harm(bytes(spoilt)) == "", at


@pytest.mark.parametrize("start", [0, 1000, len(DATA) - 4096])
def test_a_block_of_zeros(start: int) -> None:
    """Four KiB of zeros after a bad shutdown are refused with their line."""
    with pytest.raises(InputError) as caught:
        read(DATA[:start] + b"\0" * 4096 + DATA[start + 4096 :])
    assert caught.value.where.startswith("f:")


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Never anything but a pair or a refusal."""
    harm(data)


@settings(deadline=None)
@given(st.text(ALPHABET, max_size=80))
def test_any_line_is_read_or_refused(line: str) -> None:
    """A line of Turkish letters, brackets and quotes among the beads is refused or does no harm."""
    harm(DATA + line.encode("utf-8", "surrogatepass") + b"\n")


@pytest.mark.parametrize(
    ("marker", "line"),
    [
        ("<<<<<<< HEAD\n", 1),
        ("||||||| merged common ancestors\n", 1),
        ("=======\n", 1),
        (">>>>>>> theirs\n", 1),
        ("<<<<<<<\n", 1),
    ],
)
def test_every_conflict_marker(marker: str, line: int) -> None:
    """Both styles of git, with and without a name, in any place."""
    for data, at in ((marker.encode() + DATA, line), (DATA + marker.encode(), DATA.count(b"\n") + 1)):
        with pytest.raises(InputError, match=f"git conflict markers at line {at}"):
            read(data)


def lines() -> list[str]:
    """Return the beads' lines."""
    return DATA.decode().split("\n\n")


def merged(*blocks: str) -> bytes:
    """Put lines together as a merge might."""
    return ("\n\n".join(blocks).rstrip("\n") + "\n").encode()


def test_bad_merges_name_both_lines() -> None:
    """The same bead twice, a sentence in two beads, sentences out of order: this line and the other."""
    blocks = lines()
    with pytest.raises(InputError, match=r"stands twice \(first on line 1\)") as caught:
        read(merged(blocks[0], blocks[1], blocks[0]))
    assert caught.value.where == "f:5"
    record = json.loads(blocks[1])
    record["target"]["segments"] = json.loads(blocks[0])["target"]["segments"]
    with pytest.raises(InputError, match=r"stands in two beads \(first on line 1\)") as caught:
        read(merged(blocks[0], json.dumps(record)))
    assert caught.value.where == "f:3"
    early = render_pair(pair(_placed(1, 500), _placed(2, 100)))
    with pytest.raises(InputError, match="before the one on line 1") as caught:
        read(early)
    assert caught.value.where == "f:3"


def _placed(number: int, start: int) -> AlignedBead:
    """Build a bead whose source sentence stands at an offset."""
    made = bead(number)
    place = Place(page=1, first_line=1, last_line=1, span=Span(start, start + 5))
    return replace(made, source=replace(made.source, places=(place,)), target=replace(made.target, places=()))


def test_other_languages_in_one_file() -> None:
    """All beads of a file have one direction."""
    with pytest.raises(InputError, match="languages"):
        read(DATA.replace(b'"languages": "tr-en"', b'"languages": "de-en"', 1))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda text: text.replace("\n", "\r\n"), "CRLF"),
        (lambda text: text.replace("\n", "\r"), "CR"),
        (lambda text: text.rstrip("\n"), "no final line end"),
        (lambda text: text.replace("\n\n", "\n"), "no blank lines"),
        (lambda text: text.replace("\n\n", "\n \t\n\n\n"), "more blank lines"),
        (lambda text: "\ufeff" + text, "byte-order mark"),
        (lambda text: text.replace("\n\n", "\r\n\n"), "mixed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_editors_habits_read_alike(change, what: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Whatever an editor does to line ends, the pair is the same, and one edit changes one bead's lines only."""
    found = read(change(DATA.decode()).encode())
    assert (found.pair, found.warnings) == (read(DATA).pair, ()), what
    workspace = workspace_in(tmp_path / "w")
    path = workspace.aligned_path(PAIR_ID)
    path.write_bytes(change(path.read_bytes().decode()).encode())
    before = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    edit(workspace, "After.").fold()
    after = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    beads_before = [line for line in before if line.strip()]
    beads_after = [line for line in after if line.strip()]
    assert sum(a != b for a, b in zip(beads_before, beads_after, strict=True)) == 1


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_the_file_keeps_its_own_line_ends(newline: str, tmp_path: Path) -> None:
    """A file of CRLF is written back as CRLF: no whole-file diff."""
    workspace = workspace_in(tmp_path / "w")
    path = workspace.aligned_path(PAIR_ID)
    path.write_bytes(path.read_bytes().replace(b"\n", newline.encode()))
    before = path.read_bytes().split(newline.encode())
    edit(workspace, "After.").fold()
    after = path.read_bytes().split(newline.encode())
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | st.text(ALPHABET, max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(ALPHABET, max_size=4), inner, max_size=3),
    max_leaves=5,
)


@settings(deadline=None)
@given(st.dictionaries(st.text(ALPHABET, min_size=1, max_size=6), VALUES, max_size=4), st.booleans(), st.booleans())
def test_unknown_fields_survive(extra: dict[str, object], in_side: bool, shuffled: bool) -> None:  # noqa: FBT001
    """Load, save, load: fields nobody knows, in the bead or in a side, in any order, come back byte for byte."""
    record = json.loads(lines()[0])
    fields = {f"x{name}": value for name, value in extra.items()}
    if in_side:
        record["source"] |= fields
    else:
        record |= fields
    if shuffled:
        record = dict(reversed(record.items()))
    data = merged(json.dumps(record, ensure_ascii=False), *lines()[1:])
    found = read(data)
    assert found.warnings == ()
    assert render_pair(found.pair, found.layout) == data
    again = read(render_pair(found.pair))
    assert (again.pair, again.warnings) == (found.pair, ())


@pytest.mark.parametrize(
    "record",
    [
        '{"id": "a", "id": "b"}',
        '{"version": NaN}',
        '{"id": "\\ud800"}',
        "[" * 100_000,
        '{"version": ' + "9" * 5000 + "}",
        '"just text"',
        "null",
        "{}",
    ],
    ids=["twice", "nan", "surrogate", "deep", "long", "text", "null", "empty"],
)
def test_hostile_json_is_refused(record: str) -> None:
    """No line of JSON makes a traceback."""
    with pytest.raises(InputError) as caught:
        read(DATA + f"\n{record}\n".encode())
    last = DATA.count(b"\n") + 2
    assert caught.value.where == f"f:{last}"


def test_a_pair_of_another_name_is_told(tmp_path: Path) -> None:
    """A renamed file (B12) is read and said to be renamed."""
    found = parse_stored(DATA, type(PAIR_ID)("other"), "aligned/other.jsonl")
    assert "was the file renamed" in found.warnings[0]
    workspace = workspace_in(tmp_path / "w")
    assert read_stored(workspace, PAIR_ID).warnings == ()
    assert texts(workspace)


def test_other_documents_stay_usable(translated: Swift) -> None:
    """One pair damaged (A10): it alone is refused and named, with its backup; the other is edited, built, exported."""
    folder = translated.folder
    for name in ("tr", "en"):
        text = (folder / "seeds" / f"{name}.txt").read_text("utf-8")
        (folder.parent / f"second-{name}.txt").write_text(text, "utf-8")
    second = [str(folder.parent / f"second-{name}.txt") for name in ("tr", "en")]
    assert translated("add", second[0], "--translation", second[1], "--lang", "tr").code == 0
    assert translated("build").code == 0
    assert translated("edit", "approve", "tr~en", "1").code == 0
    damaged = folder / "aligned" / "tr~en.jsonl"
    damaged.write_bytes(damaged.read_bytes()[:-30])
    spoilt = damaged.read_bytes()
    other = "second-tr~second-en"
    assert translated("edit", "approve", other, "1").code == 0
    assert translated("build", "second-tr").code == 0
    assert "approved" in translated("edit", "list", other).out
    result = translated("edit", "approve", "tr~en", "2")
    assert (result.code, "aligned/tr~en.jsonl:" in result.err, "tren restore" in result.err) == (3, True, True), result
    assert damaged.read_bytes() == spoilt
    assert "aligned/tr~en.jsonl:" in translated("doctor").out
    assert translated("restore", "tr~en").code == 0
    assert translated("build").code == 0
