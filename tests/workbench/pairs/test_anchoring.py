"""What people worked on is found again in a changed text, or held with the reason; never dropped."""

from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallel.model.bitext import AlignedBead, BeadId, BeadState, HeldBead, Side
from parallel.model.document import ENGLISH, TURKISH, PassageId, Place, Segment, SegmentId
from parallel.model.span import Span
from parallel.workbench.pairs.anchoring import CROSSING, Anchored, anchored
from parallel.workbench.pairs.bitexts import Sources

LETTERS = "abcçdefghıijklmno"


def text(letters: str, language: str = "tr", passage: str = "p1") -> Sources:
    """Build a side with one sentence per letter; a letter standing twice says the same twice."""
    segments, places = [], []
    seen: dict[str, int] = {}
    for position, letter in enumerate(letters):
        says = f"{language}:{letter}."
        seen[letter] = seen.get(letter, 0) + 1
        repeat = f"-{seen[letter]}" if seen[letter] > 1 else ""
        name = SegmentId(f"d/{passage}.{language}/{sha256(says.encode()).hexdigest()[:8]}{repeat}")
        span = Span(10 * position, 10 * position + 9)
        code = TURKISH if language == "tr" else ENGLISH
        segments.append(Segment(id=name, passage=PassageId(passage), language=code, span=span, text=says))
        places.append(Place(page=1, first_line=position + 1, last_line=position + 1, span=span))
    return Sources(file=f"{language}.txt", segments=tuple(segments), places=tuple(places))


def beads(source: Sources, target: Sources, *spans: tuple[int, int, int, int]) -> list[AlignedBead]:
    """Build approved beads over positions."""
    found = []
    for s, s_end, t, t_end in spans:
        left, right = (
            Side(segments=tuple(x.id for x in part.segments), texts=tuple(x.text for x in part.segments))
            for part in (source.part(s, s_end), target.part(t, t_end))
        )
        first = (*left.segments, *right.segments)[0]
        found.append(AlignedBead(id=BeadId(first), source=left, target=right, state=BeadState.APPROVED))
    return found


def ladder(letters: str) -> list[AlignedBead]:
    """Build approved 1-1 beads over two equal texts."""
    return beads(text(letters), text(letters, "en"), *((i, i + 1, i, i + 1) for i in range(len(letters))))


def said(result: Anchored) -> str:
    """Return the letters of the placed beads in order."""
    return "".join((item.bead.source.texts or item.bead.target.texts)[0].split(":")[1][0] for item in result.placed)


@pytest.mark.parametrize(
    ("now_tr", "now_en", "kept", "held"),
    [
        ("abc", "abc", "abc", 0),
        ("xabc", "xabc", "abc", 0),
        ("axbxc", "abc", "abc", 0),
        ("ac", "ac", "ac", 1),
        ("axc", "abc", "ac", 1),
        ("bca", "bca", "bca", 0),
        ("", "", "", 3),
    ],
)
def test_beads_follow_their_sentences(now_tr: str, now_en: str, kept: str, held: int) -> None:
    """Insertions move beads, deletions and changes hold them, moved sentences are followed."""
    result = anchored(ladder("abc"), (), text(now_tr), text(now_en, "en"))
    assert (said(result), len(result.held)) == (kept, held)


def test_renumbered_passages_do_not_matter() -> None:
    """A sentence is found by what it says; the bead takes the new ids and places and keeps all else."""
    result = anchored(ladder("abc"), (), text("abc", passage="p9"), text("abc", "en", passage="p9"))
    assert said(result) == "abc"
    assert result.placed[0].bead.id.startswith("d/p9.tr/")
    assert result.placed[0].bead.state is BeadState.APPROVED
    assert result.placed[2].bead.source.places[0].first_line == 3


def test_equal_sentences_keep_their_order() -> None:
    """The same words said twice are two beads in order."""
    before = ladder("aba")
    result = anchored(before, (), text("xaba", passage="q"), text("xaba", "en", passage="q"))
    assert [item.source.start for item in result.placed] == [1, 2, 3]


def test_an_omission_keeps_its_place() -> None:
    """A bead with an empty side stands behind the sentence it stood behind."""
    before = beads(text("abc"), text("ac", "en"), (0, 1, 0, 1), (1, 2, 1, 1), (2, 3, 1, 2))
    before[0] = replace(before[0], state=BeadState.AUTO)
    before[2] = replace(before[2], state=BeadState.AUTO)
    result = anchored(before, (), text("abc"), text("ac", "en"))
    assert [(item.source, item.target) for item in result.placed] == [(Span(1, 2), Span(1, 1))]


def test_auto_beads_are_not_anchored() -> None:
    """Nobody vouched for them: they are aligned anew."""
    result = anchored([replace(item, state=BeadState.AUTO) for item in ladder("abc")], (), text("abc"), text("abc"))
    assert result == Anchored(placed=(), held=())


def test_reasons_are_given() -> None:
    """A held bead says which side is gone, or that it crosses the others."""
    (one,) = anchored(ladder("a"), (), text("x"), text("a", "en")).held
    assert one.reason == "its source sentence is no longer in the text"
    (two,) = anchored(ladder("a"), (), text("a"), text("x", "en")).held
    assert two.reason == "its target sentence is no longer in the text"
    held = anchored(ladder("abc"), (), text("abc"), text("bca", "en")).held
    assert [item.reason for item in held] == [CROSSING]


def test_held_beads_come_back() -> None:
    """When the sentence is back and nobody took its place, so is the bead."""
    (bead,) = ladder("b")
    held = [HeldBead(bead=bead, reason="gone")]
    assert said(anchored(ladder("ac"), held, text("abc"), text("abc", "en"))) == "abc"
    taken = [replace(bead, note="another")]
    result = anchored(taken, held, text("b"), text("b", "en"))
    assert (said(result), len(result.held)) == ("b", 1)


@given(st.text(LETTERS, min_size=1, max_size=12), st.text(LETTERS, max_size=12), st.text(LETTERS, max_size=12))
def test_nothing_is_ever_dropped_or_crossed(before: str, now_tr: str, now_en: str) -> None:
    """Whatever happens to the texts: every bead is placed or held, and placed ones are in order on both sides."""
    result = anchored(ladder(before), (), text(now_tr), text(now_en, "en"))
    assert len(result.placed) + len(result.held) == len(before)
    for one, two in zip(result.placed, result.placed[1:], strict=False):
        assert one.source.end <= two.source.start
        assert one.target.end <= two.target.start
    for item in result.placed:
        assert "".join(x.text for x in text(now_tr).segments[item.source.start : item.source.end]) == (
            item.bead.source.text
        )


@pytest.mark.parametrize("passage", ["p1", "p2"])
def test_an_omission_stays_at_its_place(passage: str) -> None:
    """A bead with one empty side stands behind what stood before it, also when all ids are new."""
    old = (text("abcdef"), text("abdef", "en"))
    before = beads(*old, (0, 1, 0, 1), (1, 2, 1, 2), (2, 3, 2, 2), (3, 4, 2, 3))
    only = [replace(bead, state=BeadState.AUTO) for bead in before[:2]] + [before[2]]
    result = anchored(only, (), text("xabcdef", "tr", passage), text("xabdef", "en", passage))
    assert [(item.source, item.target) for item in result.placed] == [(Span(3, 4), Span(3, 3))]


def test_an_omission_behind_a_sentence_that_stands_twice() -> None:
    """The place that is nearest to where the text has been followed so far counts."""
    old = (text("abacab"), text("abaab", "en"))
    before = beads(*old, (0, 1, 0, 1), (1, 2, 1, 2), (2, 3, 2, 3), (3, 4, 3, 3))
    now = (text("abacab", "tr", "p2"), text("abaab", "en", "p2"))
    assert anchored(before, (), *now).placed[-1].target == Span(3, 3)
