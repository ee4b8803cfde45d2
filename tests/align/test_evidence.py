"""Why a bead was made."""

import pytest

from align.samples import ENGLISH_TEXT, TURKISH_TEXT
from parallel.align import AlignOptions, align
from parallel.model.bitext import Alignment
from parallel.model.document import ENGLISH, TURKISH
from parallel.model.termbase import Concept, ConceptId, Term, TermBase

TERMS = TermBase(
    concepts=(
        Concept(
            id=ConceptId("istanbul-hukumeti"),
            domain="institution",
            definition="The Ottoman cabinet after the armistice.",
            terms=(
                Term(text="İstanbul Hükûmeti", language=TURKISH),
                Term(text="Istanbul government", language=ENGLISH),
            ),
        ),
    )
)


@pytest.fixture(scope="module")
def explained() -> Alignment:
    """Our sample with reasons."""
    return align(TURKISH_TEXT, ENGLISH_TEXT, options=AlignOptions(explain=True, termbase=TERMS))


def test_no_reasons_unless_asked_for() -> None:
    """They cost time."""
    assert not any(bead.evidence for bead in align(TURKISH_TEXT, ENGLISH_TEXT).beads)


def test_explaining_changes_nothing_else(explained: Alignment) -> None:
    """The beads are the same."""
    plain = align(TURKISH_TEXT, ENGLISH_TEXT, options=AlignOptions(termbase=TERMS))
    assert [(b.source, b.target, b.confidence) for b in plain.beads] == [
        (b.source, b.target, b.confidence) for b in explained.beads
    ]


def test_words_numbers_names_and_concepts_are_named(explained: Alignment) -> None:
    """As they were written, with what they add."""
    found = {(reason.kind, reason.detail) for bead in explained.beads for reason in bead.evidence}
    assert ("lexicon", "seçimler = elections") in found
    assert ("number", "09-04") in found
    assert ("name", "Kemal = Kemal") in found
    assert ("concept", "İstanbul Hükûmeti = Istanbul government [istanbul-hukumeti]") in found


def test_strongest_first(explained: Alignment) -> None:
    """Reasons fall in strength; the runner-up stands last."""
    for bead in explained.beads:
        gains = [reason.gain for reason in bead.evidence if reason.kind != "runner-up"]
        assert gains == sorted(gains, reverse=True)
        assert all(reason.kind != "runner-up" for reason in bead.evidence[:-1])


def test_every_bead_tells_lengths_and_type(explained: Alignment) -> None:
    """They are always part of the score."""
    for bead in explained.beads:
        assert {"length", "bead-type"} <= {reason.kind for reason in bead.evidence}


def test_words_without_counterpart_speak_against() -> None:
    """They are named with their side and lower the gain."""
    source = [*TURKISH_TEXT, "Vilayetlere yeni seçimler bildirildi."]
    target = [*ENGLISH_TEXT, "New elections followed."]
    found = align(source, target, options=AlignOptions(explain=True)).beads[-1].evidence
    against = [reason for reason in found if reason.kind == "missing-source"]
    assert against
    assert against[0].gain < 0


def test_the_runner_up_is_another_bead() -> None:
    """Where a second reading is possible it is given with its probability."""
    source = [*TURKISH_TEXT, "Toplantı sona erdi.", "Toplantı sona erdi."]
    target = [*ENGLISH_TEXT, "The meeting came to an end."]
    found = align(source, target, options=AlignOptions(explain=True)).beads
    seconds = [reason.detail for bead in found[-3:] for reason in bead.evidence if reason.kind == "runner-up"]
    assert seconds
    assert all("probability" in detail for detail in seconds)
