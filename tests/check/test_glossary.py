"""The term base against the translation."""

import pytest

from check.trial import EN_TR, TERMS, bitext, concept, findings, sure
from parallel.check import CheckOptions, run_checks
from parallel.model.finding import Severity
from parallel.model.termbase import ConceptId, TermBase


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Misak-ı Millî’den taviz verilmedi.", "No concession was made."),
        ("Misakı Milli ilan edildi.", "The national vow was proclaimed."),
    ],
)
def test_reports_a_name_that_is_not_rendered(source: str, target: str) -> None:
    """A name without any known rendering is a warning and says what was expected."""
    (found,) = findings("glossary-missing", [(source, target)])
    assert (found.severity, found.suggestion) == (Severity.WARNING, "National Pact")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Misak-ı Millî kabul edildi.", "The National Pact was adopted."),
        ("MİSAK-I MİLLÎ İLAN EDİLDİ", "THE NATIONAL PACT WAS PROCLAIMED"),
        ("Misak-ı Millî’ye uyuldu.", "The National Oath was kept."),
        ("Ekalliyetlerin hukuku", "the rights of the minorities"),
        ("Murahhasların teklifi", "the delegates’ proposal"),
        ("Murahhasımızın teklifi", "our delegate's proposal"),
        ("Kâzım Karabekir geldi.", "Kâzım Karabekir came."),
        ("Yeminname okundu.", "The oath was read."),
        ("Hududumuz bellidir.", "Our delegate body knows the border."),
    ],
)
def test_accepts_renderings(source: str, target: str) -> None:
    """Any known term will do here, in the plural or possessive too, and a name carried over."""
    assert not findings("glossary-missing", [(source, target)])


@pytest.mark.parametrize(
    ("target", "severity"),
    [
        ("No concession was made on the Pact.", Severity.INFO),
        ("The pact was kept.", Severity.INFO),
        ("The Secret Pact was kept.", Severity.WARNING),
        ("The Pact of Friendship was kept.", Severity.WARNING),
        ("A pact was made.", Severity.WARNING),
    ],
)
def test_a_name_may_be_cut_short(target: str, severity: Severity) -> None:
    """The noun of a name with its article may stand for it; another name of that noun may not."""
    found = findings("glossary-missing", [("Misak-ı Millî’den taviz verilmedi.", target)])
    assert [f.severity for f in found] == [severity]


def test_finds_a_term_inside_a_longer_term() -> None:
    """A rendering swallowed by another concept's longer term still counts."""
    assert not findings("glossary-missing", [("Murahhas geldi.", "The delegate body came.")])


@pytest.mark.parametrize(
    ("target", "severity"),
    [
        ("The villages were to be protected.", Severity.WARNING),
        ("They were to be protected.", Severity.INFO),
    ],
)
def test_a_common_noun_may_give_way_to_a_pronoun(target: str, severity: Severity) -> None:
    """Where nothing at all stands for a common noun it is a warning."""
    found = findings("glossary-missing", [("Ekalliyetler korunacaktı.", target)])
    assert [f.severity for f in found] == [severity]


def test_a_common_noun_may_be_translated_by_another_word() -> None:
    """Good prose has more words than a term base; any the lexicon knows will do."""
    found = findings("glossary-missing", [("Hudut çizildi.", "The boundary was drawn.")])
    assert [f.severity for f in found] == [Severity.INFO]
    found = findings("glossary-missing", [("The hudut was drawn.", "Sınır çizildi.")], languages=EN_TR)
    assert not found


def test_says_nothing_without_a_term_base() -> None:
    """No base, no findings."""
    assert not findings("glossary-missing", [("Misak-ı Millî", "nothing")], termbase=None)


def test_reports_forbidden_terms() -> None:
    """A forbidden rendering is an error with its reason and the better term."""
    (found,) = findings("glossary-forbidden", [("Sevr Antlaşması (1920)", "The Treaty of Sevr in 1920")])
    assert (found.severity, found.suggestion) == (Severity.ERROR, "Treaty of Sèvres")
    assert "a reason" in found.message


@pytest.mark.parametrize("target", ["the Treaty of Sèvres", "the Treaty of Sevres"])
def test_accepts_the_spelling_without_accents(target: str) -> None:
    """Folding finds the good term, not the forbidden one."""
    assert not findings("glossary-forbidden", [("Sevr Antlaşması", target)])


def test_keeps_forbidden_spellings_apart_by_their_accents() -> None:
    """A forbidden term that differs by an accent only is no excuse to forbid the good one."""
    assert not findings("glossary-forbidden", [("Lozan’a gitti.", "He went to Lausanne.")])


def test_a_forbidden_term_is_no_missing_one() -> None:
    """What is forbidden is reported once."""
    assert not findings("glossary-missing", [("Misak-ı Millî", "the Milli Pact")])


NOT_PREFERRED = [
    ("Misak-ı Millî", "National Oath"),
    ("I. Dünya Savaşı", "World War I"),
    ("Misak-ı Millî", "National Pact"),
]


def test_warns_of_discouraged_renderings() -> None:
    """Deprecated terms are warnings; admitted ones are as good as the preferred one."""
    found = findings("glossary-not-preferred", NOT_PREFERRED)
    assert [(f.row, f.severity, f.suggestion) for f in found] == [(0, Severity.WARNING, "National Pact")]


def test_a_preference_binds_more_strictly_than_the_base() -> None:
    """What an author asks for is right, whatever its status; everything else is reported, admitted or preferred."""
    preferred = {ConceptId("misak-i-milli"): "National Oath", ConceptId("harp"): "First World War"}
    options = CheckOptions(termbase=TERMS, enabled=frozenset({"glossary-not-preferred"}), preferred=preferred)
    found = run_checks(bitext(NOT_PREFERRED), options=options)
    assert [(f.row, f.suggestion) for f in found] == [(1, "First World War"), (2, "National Oath")]


def test_reports_another_number_of_mentions_as_info() -> None:
    """A concept named twice and rendered once is pointed out; equal numbers are not."""
    pairs = [
        ("Misak-ı Millî, yine Misak-ı Millî", "The National Pact, that pact"),
        ("Misak-ı Millî ve Misak-ı Millî", "the National Pact and the National Pact"),
        ("Misak-ı Millî", "nothing"),
    ]
    assert [(f.row, f.severity) for f in findings("glossary-count", pairs)] == [(0, Severity.INFO)]


def test_sure_findings_are_few() -> None:
    """Not one of the glossary checks warns about a faithful pair."""
    pairs = [("TBMM, Misak-ı Millî’yi kabul etti.", "The GNA adopted the National Pact.")]
    assert not sure("glossary-missing", pairs)
    assert not sure("glossary-forbidden", pairs)


def test_a_common_noun_left_untranslated_is_a_warning() -> None:
    """The Turkish term standing in the English is no paraphrase."""
    pairs = [("Ekalliyetler korunacaktı.", "The ekalliyet was to be protected.")]
    (found,) = findings("glossary-missing", pairs)
    assert (found.severity, found.target_spans[0].of(pairs[0][1])) == (Severity.WARNING, "ekalliyet")


def test_an_office_in_small_letters_is_no_name() -> None:
    """What the base writes with a capital may be a common noun in the text."""
    found = findings("glossary-missing", [("meclisin lozan görüşmesi", "the talks")])
    assert {f.severity for f in found} <= {Severity.INFO}


def test_a_shorter_form_of_the_preferred_term_is_preferred() -> None:
    """An admitted term that only shortens the preferred one is not worth a word."""
    base = TermBase(concepts=(concept("lenin", ["Lenin"], preferred=["Vladimir Lenin"], admitted=["Lenin"]),))
    assert not findings("glossary-not-preferred", [("Lenin yazdı.", "Lenin wrote.")], termbase=base)
