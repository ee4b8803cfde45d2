"""Names of several words rendered in two ways, without a glossary."""

import pytest

from check.trial import findings, sure
from parallel.model.finding import Severity

USUAL = [
    ("Şûra-yı Bahriye toplandı.", "The Naval Council met."),
    ("Karar Şûra-yı Bahriye’ye sunuldu.", "The decision was put before the Naval Council."),
    ("Şûra-yı Bahriye’nin üyeleri geldi.", "The members of the Naval Council came."),
]


def test_reports_a_phrase_that_resembles_the_usual_one() -> None:
    """An institution the term base does not know has another name in one row."""
    pairs = [*USUAL, ("Şûra-yı Bahriye’nin kararı", "the decision of the Council of the Navy")]
    (found,) = findings("inconsistent-name", pairs)
    assert (found.row, found.severity, found.suggestion) == (3, Severity.WARNING, "Naval Council")
    assert found.related == (0, 1, 2)
    assert found.target_spans[0].of(pairs[3][1]) == "Council of the Navy"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Şûra-yı Bahriye’nin kararı", "its decision"),
        ("Şûra-yı Bahriye’nin kararı", "the decision of the Council"),
        ("Şûra-yı Bahriye ile Şûra-yı Askerî’nin kararı", "its decision and that of the Council of War"),
        ("Heyet-i Vükelâ’nın kararı", "the decision of the Council of State"),
    ],
)
def test_accepts_short_forms_and_other_names(source: str, target: str) -> None:
    """A pronoun, a shorter form, or a phrase that stands for something else."""
    other = ("Şûra-yı Askerî’nin", "of the Council of War")
    assert not sure("inconsistent-name", [*USUAL, other, (source, target)])


def test_needs_two_rows_that_agree() -> None:
    """One against one is no usage."""
    pairs = [USUAL[0], ("Şûra-yı Bahriye’nin kararı", "the decision of the Council of the Navy")]
    assert not findings("inconsistent-name", pairs)


def test_leaves_names_of_the_term_base_to_its_own_checks() -> None:
    """One fault, one finding."""
    pairs = [("Büyük Millet Meclisi’nde", "in the Grand National Assembly")] * 3
    assert not findings("inconsistent-name", [*pairs, ("Büyük Millet Meclisi’nde", "in the Great Assembly")])


def test_a_common_noun_of_the_term_base_leaves_the_name_to_be_learnt() -> None:
    """The base knows *ekalliyet*, not the society that bears it in its name."""
    usual = [
        ("Ekalliyet Cemiyeti toplandı.", "The Minority League met."),
        ("Ekalliyet Cemiyeti’nde görüşüldü.", "It was discussed in the Minority League."),
    ]
    other = ("Ekalliyet Cemiyeti dağıldı.", "The Minority Union was dissolved.")
    assert (2, Severity.WARNING) in sure("inconsistent-name", [*usual, other])
