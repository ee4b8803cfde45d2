"""A "not" lost or won."""

import pytest

from check.trial import EN_TR, findings, sure
from parallel.model.bitext import Languages
from parallel.model.document import Language
from parallel.model.finding import Severity


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Vali muhaberede bulunulmamasını emretti.", "The governor ordered official correspondence."),
        ("Heyet teklifi kabul etmedi.", "The delegation accepted the proposal."),
        ("Ordu geri çekilmeyecektir.", "The army will withdraw."),
        ("Bu karar doğru değildir.", "This decision is right."),
        ("Vali cevap vermiyordu.", "The governor was answering."),
        ("Delegeler mandayı kabul etti.", "The delegates did not accept the mandate."),
        ("Vali geldi.", "The governor never came."),
        ("Fransız gelmedi.", "The Frenchman came."),
        ("Mektubu okuyup göndermedi.", "He read the letter and sent it."),
        ("Amcası değildi.", "He was his uncle."),
    ],
)
def test_reports_a_changed_sense(source: str, target: str) -> None:
    """A negation on one side only, with nothing that implies it, is a warning."""
    assert sure("negation", [(source, target)]) == [(0, Severity.WARNING)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Teklifi kabul etmedi.", "He did not accept the proposal."),
        ("Teklifi kabul etmediler.", "They rejected the proposal."),
        ("Kimse gelmedi.", "Nobody came."),
        ("Gelip gelmeyeceği belli oldu.", "It became clear whether he would come."),
        ("Gidip gitmeyeceği soruldu.", "It was asked whether he would go."),
        ("Kabul edip etmeyeceği soruldu.", "It was asked whether he would accept."),
        ("Kanunu uygulayıp uygulamayacağını sordu.", "He asked whether he would apply the law."),
        ("Durum belli değildi.", "The situation was unclear."),
        ("Bölgeyi yok ettiler.", "They destroyed the region."),
        ("Barışı umuyorum.", "I hope for peace."),
        ("Bu memeli hayvan kaçınılmaz olarak öldü.", "This mammal inevitably died."),
        ("Suçsuz olduğunu söyledi.", "He said he was not guilty."),
        ("Halktan kaçındı.", "He would not mix with the people."),
        ("İmkânı yoktu.", "He lacked the means."),
        ("Sovyetler bu meselede tarafsız kalmadılar.", "The Soviets took sides in this matter."),
        ("Mecliste ağlamayan yoktu.", "Everybody in the Assembly wept."),
        ("Paşa bunu söylemeden edemedi.", "The Pasha could but say so."),
        ("Madde kabul edildi, mesele kapandı.", "The article was accepted and the matter closed."),
        ("Ne geldi ne gitti.", "He did not come or go."),
        ("Karar alındı.", "The decision was taken not only in Sivas."),
    ],
)
def test_accepts_other_ways_to_say_no(source: str, target: str) -> None:
    """Negative verbs and prefixes, "whether", and words that only look negated."""
    assert not sure("negation", [(source, target)])


def test_an_implied_no_is_info() -> None:
    """Where the English may imply a no, the finding is info."""
    assert [f.severity for f in findings("negation", [("Kabul etmedi.", "He rejected it.")])] == [Severity.INFO]


def test_works_in_the_other_direction_only_for_the_two_languages() -> None:
    """English may be the source; other languages are left alone."""
    pairs = [("He came.", "Gelmedi.")]
    (found,) = findings("negation", pairs, languages=EN_TR)
    assert found.target_spans
    assert not findings("negation", pairs, languages=Languages(Language("de"), Language("fr")))
