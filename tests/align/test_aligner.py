"""The aligner as its callers see it."""

import pytest

from align.samples import ENGLISH_TEXT, TURKISH_TEXT, UNKNOWN, beads
from parallel.align import AlignOptions, align, learn_model
from parallel.errors import InputError
from parallel.model.bitext import Languages
from parallel.model.document import ENGLISH, TURKISH

ONE_TO_ONE = " ".join(f"[{at}]:[{at}]" for at in range(len(TURKISH_TEXT)))


def test_sentence_by_sentence() -> None:
    """A faithful translation gives one bead per sentence."""
    assert beads(TURKISH_TEXT, ENGLISH_TEXT) == ONE_TO_ONE


def test_the_other_direction() -> None:
    """English–Turkish uses the same knowledge."""
    options = AlignOptions(languages=Languages(ENGLISH, TURKISH))
    assert beads(ENGLISH_TEXT, TURKISH_TEXT, options) == ONE_TO_ONE


def test_a_sentence_left_out_of_the_translation() -> None:
    """It stands alone."""
    target = [*ENGLISH_TEXT[:3], *ENGLISH_TEXT[4:]]
    assert beads(TURKISH_TEXT, target).startswith("[0]:[0] [1]:[1] [2]:[2] [3]:[] [4]:[3]")


def test_a_sentence_added_to_the_translation() -> None:
    """It stands alone too."""
    added = "Among the guests were two American journalists who spoke no Turkish."
    target = [*ENGLISH_TEXT[:5], added, *ENGLISH_TEXT[5:]]
    assert "[4]:[4] []:[5] [5]:[6]" in beads(TURKISH_TEXT, target)


def test_sentences_run_together() -> None:
    """Two sentences translated by one are one bead."""
    joined = f"{ENGLISH_TEXT[3][:-1]}, and {ENGLISH_TEXT[4][0].lower()}{ENGLISH_TEXT[4][1:]}"
    assert "[3,4]:[3]" in beads(TURKISH_TEXT, [*ENGLISH_TEXT[:3], joined, *ENGLISH_TEXT[5:]])


def test_a_run_of_sentences_left_out() -> None:
    """A summary of a long text keeps its beads apart from what it passes over."""
    found = beads(TURKISH_TEXT, [ENGLISH_TEXT[0], ENGLISH_TEXT[7]])
    assert found == "[0]:[0] [1]:[] [2]:[] [3]:[] [4]:[] [5]:[] [6]:[] [7]:[1]"


@pytest.mark.parametrize(("source", "target"), [((), ENGLISH_TEXT), (TURKISH_TEXT, ()), ((), ())])
def test_an_empty_side(source: tuple[str, ...], target: tuple[str, ...]) -> None:
    """Everything is left out, with full confidence."""
    found = align(source, target)
    assert len(found.beads) == len(source) + len(target)
    assert all(bead.confidence == 1 and not bead.two_sided for bead in found.beads)


def test_empty_sentences_count() -> None:
    """An empty line keeps its number."""
    found = align(["", TURKISH_TEXT[0], ""], [ENGLISH_TEXT[0]])
    assert (found.source_size, found.target_size) == (3, 1)
    assert any(bead.two_sided and bead.source.start <= 1 < bead.source.end for bead in found.beads)


def test_one_against_many() -> None:
    """No ratio of sizes is refused."""
    many = [f"Bu cümlenin karşılığı yoktur, sırası {at}." for at in range(500)]
    many[250] = TURKISH_TEXT[0]
    assert "[250]:[0]" in beads(many, ENGLISH_TEXT[:1])


def test_confidence_is_a_probability() -> None:
    """A clear text is aligned with high confidence, one without any relation is not."""
    clear = align(TURKISH_TEXT, ENGLISH_TEXT)
    assert all(0.9 <= bead.confidence <= 1 for bead in clear.beads)
    strange = align(TURKISH_TEXT, ["Wash the rice.", "Add water and salt.", "Let it boil for ten minutes.", "Serve."])
    assert min(bead.confidence for bead in strange.beads) < min(bead.confidence for bead in clear.beads)


def test_anchors_hold() -> None:
    """Two sentences a person has paired come to stand in one bead, whatever speaks against it."""
    found = align(TURKISH_TEXT, ENGLISH_TEXT, options=AlignOptions(anchors=((2, 4),)))
    assert any(
        2 in range(b.source.start, b.source.end) and 4 in range(b.target.start, b.target.end) for b in found.beads
    )


def test_several_anchors_in_one_bead() -> None:
    """A sentence may be anchored to two."""
    found = beads(TURKISH_TEXT, ENGLISH_TEXT, AlignOptions(anchors=((1, 1), (1, 2))))
    assert any(bead.endswith(":[1,2]") or ":[1,2," in bead or ":[0,1,2" in bead for bead in found.split())


@pytest.mark.parametrize("anchor", [(-1, 0), (0, 8), (8, 0)])
def test_anchors_outside_the_texts(anchor: tuple[int, int]) -> None:
    """An anchor must exist."""
    with pytest.raises(InputError, match="outside"):
        align(TURKISH_TEXT, ENGLISH_TEXT, options=AlignOptions(anchors=(anchor,)))


def test_crossing_anchors() -> None:
    """No order of beads can keep both."""
    with pytest.raises(InputError, match="cross"):
        align(TURKISH_TEXT, ENGLISH_TEXT, options=AlignOptions(anchors=((1, 3), (3, 1))))


def test_numbers_and_names_carry_unknown_languages() -> None:
    """Without any lexicon shared spellings still find the place."""
    source = ["Abla 1234 dort.", "Bela Samsun kile.", "Gota 77 nam."]
    target = ["Xirt 1234 uvo.", "Quux Samsun wem."]
    assert beads(source, target, AlignOptions(languages=UNKNOWN)) == "[0]:[0] [1]:[1] [2]:[]"


STRANGE = ("Gorba lumi tat sen.", "Neri potu kas bir.", "Dala mino kur ves.")
"""Three sentences of a language nobody knows, of one length."""


@pytest.mark.parametrize(
    "dictionary",
    [
        (("neri", "zel"), ("potu", "anok"), ("kas", "wiri")),
        (("neri potu", "zeli anok"), ("kas bir", "wiri huma")),
    ],
)
def test_a_dictionary_helps(dictionary: tuple[tuple[str, str], ...]) -> None:
    """Given words, and the long words of given phrases, pair their sentences."""
    target = ["Zel zeli anok wiri huma."]
    assert "[1]:[0]" in beads(STRANGE, target, AlignOptions(languages=UNKNOWN, dictionary=dictionary))
    assert "[1]:[0]" not in beads(STRANGE, target, AlignOptions(languages=UNKNOWN))


def test_a_learnt_model_helps() -> None:
    """What other pairs taught is used for their languages only."""
    pairs = [("neri potu", "zel anok"), ("potu", "anok"), ("neri kas", "zel wiri")] * 3
    model = learn_model(pairs, UNKNOWN)
    assert model.pairs == len(pairs)
    target = ["Zel anok wiri hum."]
    assert "[1]:[0]" in beads(STRANGE, target, AlignOptions(languages=UNKNOWN, model=model))
    assert "[1]:[0]" not in beads(STRANGE, target, AlignOptions(languages=Languages(), model=model))


def test_the_same_call_gives_the_same_answer() -> None:
    """Nothing is random."""
    assert align(TURKISH_TEXT, ENGLISH_TEXT) == align(TURKISH_TEXT, ENGLISH_TEXT)


def test_the_same_text_twice() -> None:
    """A text aligned with itself is paired sentence by sentence."""
    assert beads(TURKISH_TEXT, TURKISH_TEXT) == ONE_TO_ONE


def test_strange_signs_do_no_harm() -> None:
    """Control signs, lone combining marks and very long lines are sentences like others."""
    source = ["\x00\x01", "\u0301\u0301", "a" * 20_000, "İı" * 500, "1" * 3000, *TURKISH_TEXT]
    assert align(source, ["\x00", *ENGLISH_TEXT]).source_size == len(source)


def test_the_signature_names_the_version() -> None:
    """A stored alignment can tell what made it."""
    assert align(TURKISH_TEXT, ENGLISH_TEXT).signature.startswith("align")
