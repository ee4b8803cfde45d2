"""Any two languages: where no lexicon, name or number helps, lengths and what was learnt elsewhere are enough."""

import pytest

import madeup
from parallel.align import AlignOptions, LexicalModel, align, learn_model
from parallel.model.bitext import Languages
from parallel.model.document import Language

UNKNOWN = Languages(Language("aa"), Language("bb"))
BACK = Languages(Language("bb"), Language("aa"))


def taught() -> LexicalModel:
    """Learn from another text of the same languages."""
    text = madeup.bitext(400, 2)
    pairs = [
        (" ".join(text.source[a:b]), " ".join(text.target[c:d])) for a, b, c, d in sorted(text.beads) if a < b and c < d
    ]
    return learn_model(pairs, UNKNOWN)


def right(text: madeup.MadeUp, options: AlignOptions) -> float:
    """Return the F1 of what the aligner makes of a text."""
    found = align(text.source, text.target, options=options).beads
    return madeup.right({(b.source.start, b.source.end, b.target.start, b.target.end) for b in found}, text)


@pytest.mark.parametrize(("sentences", "gain"), [(12, 0.1), (30, 0.1), (60, 0.02)])
def test_what_was_learnt_aligns_short_texts(sentences: int, gain: float) -> None:
    """Short texts of made-up languages are right by what another one taught and more so than by lengths alone."""
    texts, model = [madeup.bitext(sentences, seed) for seed in range(1, 5)], taught()
    alone, helped = (
        [right(text, AlignOptions(languages=UNKNOWN, model=known)) for text in texts] for known in (None, model)
    )
    assert min(helped) > 0.9
    assert sum(helped) / len(helped) > sum(alone) / len(alone) + gain


def test_a_long_text_teaches_itself() -> None:
    """With sentences enough, lengths begin and the text's own words finish; with fewer edits, so do fewer sentences."""
    assert right(madeup.bitext(250, 1), AlignOptions(languages=UNKNOWN)) > 0.95
    assert right(madeup.bitext(80, 1, edits=0.05), AlignOptions(languages=UNKNOWN)) > 0.95


def test_a_model_of_the_other_direction_is_not_used() -> None:
    """What was learnt one way says nothing the other way."""
    text = madeup.bitext(12, 1)
    assert right(text, AlignOptions(languages=BACK, model=taught())) == right(text, AlignOptions(languages=BACK))
