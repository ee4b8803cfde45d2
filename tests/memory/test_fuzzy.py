"""The best matches, exactly."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from parallel.memory import FuzzyIndex, HeldTexts

WORD = st.sampled_from(["ankara", "hükümet", "mütareke", "ilan", "etti", "i", "ı", "geldi.", "1920’de", "ve"])
TEXT = st.lists(WORD, max_size=9).map(" ".join)


@given(st.lists(TEXT, max_size=25), TEXT, st.sampled_from([0.0, 0.5, 0.7, 0.9, 1.0]), st.integers(1, 4))
def test_the_same_best_scores_as_brute_force(texts: list[str], query: str, minimum: float, limit: int) -> None:
    """No text above the cut-off is missed, whatever the lengths and ties."""
    found = FuzzyIndex(HeldTexts(texts)).nearest(query, minimum=minimum, limit=limit)
    brute = sorted((Levenshtein.normalized_similarity(query, text) for text in texts), reverse=True)
    assert [hit.similarity for hit in found] == [score for score in brute if score >= minimum][:limit]


def test_keys_are_positions() -> None:
    """A hit names the text it found."""
    texts = ["heyet ankara’ya döndü", "heyet moskova’ya gitti", "mütareke imzalandı"]
    (hit,) = FuzzyIndex(HeldTexts(texts)).nearest("heyet moskova’ya gitti", limit=1)
    assert (hit.key, hit.similarity) == (1, 1.0)


def test_an_empty_memory_has_no_matches() -> None:
    """Nothing is found in nothing."""
    assert FuzzyIndex(HeldTexts([])).nearest("heyet", minimum=0.0) == ()
