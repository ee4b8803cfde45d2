"""Counting translation probabilities."""

import numpy as np

from parallel.align.lexical.learn import LEAST_CHANCE, estimate, estimate_pairs, learn_model, number_corpus
from parallel.model.bitext import Languages

PAIRS = [
    (["kara", "kedi"], ["black", "cat"]),
    (["kara", "ev"], ["black", "house"]),
    (["ak", "kedi"], ["white", "cat"]),
    (["ak", "ev"], ["white", "house"]),
]


def test_words_find_their_translation() -> None:
    """Each word's best partner is the right one."""
    found = estimate_pairs(PAIRS * 3)
    best = {source: max((row for row in found if row[0] == source), key=lambda row: row[2])[1] for source, *_ in found}
    assert best == {"kara": "black", "kedi": "cat", "ak": "white", "ev": "house"}


def test_probabilities_stay_below_one() -> None:
    """Something is left for the empty word."""
    corpus, _, _ = number_corpus(PAIRS)
    found = estimate(corpus)
    assert float(found.forward.max()) < 1
    assert float(found.backward.max()) < 1


def test_weights_count() -> None:
    """A pair of texts may count less than another."""
    corpus, sources, targets = number_corpus([(["a"], ["x"]), (["a"], ["y"])])
    found = estimate(corpus, weights=np.array([5.0, 1.0]))
    by_pair = {(sources[u], targets[v]): p for u, v, p in zip(found.source, found.target, found.forward, strict=True)}
    assert by_pair["a", "x"] > by_pair["a", "y"]


def test_empty_sides_are_left_out() -> None:
    """They teach nothing."""
    corpus, sources, targets = number_corpus([([], ["x"]), (["a"], [])])
    assert (sources, targets) == ([], [])
    assert len(estimate(corpus).source) == 0


def test_a_model_of_texts() -> None:
    """Stems are learnt from approved pairs and sorted."""
    texts = [("Heyet toplandı.", "The delegation met."), ("Heyet dağıldı.", "The delegation dispersed.")] * 3
    model = learn_model(texts, Languages())
    assert model.languages == Languages()
    assert model.pairs == 6
    assert model.entries == tuple(sorted(model.entries))
    heyet = max((entry for entry in model.entries if entry[0] == "heyet"), key=lambda entry: entry[3])
    assert heyet[1] == "delegation"
    assert min(heyet[2:]) > LEAST_CHANCE


def test_nothing_to_learn() -> None:
    """No pairs, no entries."""
    assert learn_model([], Languages()).entries == ()


def test_long_beads_teach_nothing() -> None:
    """A bead of more words than sentences have is left out: it would cost most and say least."""
    endless = " ".join(f"kelime{chr(97 + k % 26)}{chr(97 + k // 26)}" for k in range(300))
    assert learn_model([(endless, endless)] * 4, Languages()).entries == ()


def test_a_heavier_pair_of_texts_teaches_more() -> None:
    """What is seen once is learnt where it counts four times."""
    texts = [("kara kedi", "black cat"), ("kara", "black")]
    light, heavy = (learn_model(texts, Languages(), [weight] * 2).entries for weight in (1.0, 4.0))
    assert len(light) < len(heavy)


def test_what_is_learnt_is_short_of_digits() -> None:
    """Four digits are kept."""
    entries = learn_model([("kara kedi", "black cat"), ("kara ev", "black house")] * 5, Languages()).entries
    assert entries
    assert all(round(chance, 4) == chance for entry in entries for chance in entry[2:])
