"""Which endings Turkish and English nouns may take."""

import pytest

from parallel.language import inflection
from parallel.language.inflection import AFTER_APOSTROPHE, Slot, reads_as_ending
from parallel.language.resources import load_sections

CONSONANT = (Slot.CONSONANT, Slot.FIRST_CONSONANT)
VOWEL = (Slot.VOWEL, Slot.FIRST_VOWEL)


@pytest.mark.parametrize(
    "ending",
    ["", "lar", "larimizin", "ta", "taki", "takilerin", "in", "inki", "inkine", "ce", "dir", "di", "imiz", "lerle"],
)
def test_noun_ending_in_consonant_takes(ending: str) -> None:
    """Cases, possessives, plural, -ki and copula follow a consonant."""
    assert reads_as_ending(ending, CONSONANT)


@pytest.mark.parametrize(
    "ending", ["yi", "ye", "nin", "de", "den", "deki", "yle", "ler", "lerinden", "si", "sinin", "miz", "ydi", "dir"]
)
def test_noun_ending_in_vowel_takes(ending: str) -> None:
    """The same suffixes with their buffers follow a vowel."""
    assert reads_as_ending(ending, VOWEL)


@pytest.mark.parametrize("ending", ["ktek", "ira", "stan", "name", "tar", "ci", "suz", "lik", "x" * 40])
def test_other_letters_are_no_ending(ending: str) -> None:
    """What belongs to another word is refused, however long."""
    assert not reads_as_ending(ending, CONSONANT)


def test_pronominal_n_needs_a_possessive() -> None:
    """*-nda* follows *hükümeti* but not the bare noun *kale*."""
    assert reads_as_ending("nda", (Slot.POSSESSED,))
    assert not reads_as_ending("nda", VOWEL)


def test_derived_words_are_refused_unless_allowed() -> None:
    """*Hilafetçi* is no form of *hilafet*; *Kuvâ-yi Milliyeciler* still names the forces."""
    assert not reads_as_ending("ci", CONSONANT)
    assert reads_as_ending("ciler", (Slot.VOWEL, Slot.DERIVED))


def test_stem_before_vowel_cannot_stand_alone() -> None:
    """*hudud-* needs a vowel after it."""
    assert reads_as_ending("umuz", (Slot.BEFORE_VOWEL,))
    assert not reads_as_ending("", (Slot.BEFORE_VOWEL,))
    assert not reads_as_ending("lar", (Slot.BEFORE_VOWEL,))


def test_after_apostrophe_spelling_does_not_decide() -> None:
    """*TBMM’ye* and *TBMM’nin* are both right: the letters are read aloud."""
    assert all(reads_as_ending(ending, AFTER_APOSTROPHE) for ending in ("ye", "nin", "den", "ce", "yle"))


@pytest.mark.parametrize(
    "ending", ["ti", "tiler", "mistir", "meyecegini", "tikleri", "mekte", "mekteyim", "tiniz", "ersin", "erken", "ip"]
)
def test_verb_endings(ending: str) -> None:
    """Tenses, participles and converbs follow a verb stem."""
    assert reads_as_ending(ending, (Slot.VERB,))


def test_a_phrase_in_the_locative_takes_its_endings() -> None:
    """*Bu bapta* becomes *bu baptaki*; a single word in *-da* is no locative."""
    assert Slot.LOCATIVE in inflection.slots_of("bapta", compound=True)
    assert reads_as_ending("kilerin", (Slot.LOCATIVE,))
    assert Slot.LOCATIVE not in inflection.slots_of("manda", compound=False)


def test_softened_stems() -> None:
    """Softening, a lost vowel and a doubled consonant, each where the word allows it."""
    assert inflection.softened("sancak") == ("sancağ",)
    assert inflection.softened("denk") == ("deng",)
    assert "şehr" in inflection.softened("şehir")
    assert "kayb" in inflection.softened("kayıp")
    assert "hatt" in inflection.softened("hat")
    assert "redd" in inflection.softened("ret")
    assert inflection.softened("murahhas") == ()


def test_unpossessed_only_for_possessives() -> None:
    """A word that ends in no possessive, or is too short to carry one, has no bare form."""
    assert inflection.unpossessed("teklifname") == ()
    assert inflection.unpossessed("adı") == ()
    assert inflection.unpossessed("muhalifii") == ()
    assert ("meclis", Slot.PERSON_CONSONANT) in inflection.unpossessed("meclisi")


def test_short_stems_take_no_first_person() -> None:
    """*kalem* is not *kale-m*."""
    assert not reads_as_ending("m", inflection.slots_of("kale", compound=False))
    assert reads_as_ending("m", inflection.slots_of("memleke", compound=False))


def test_verb_stems() -> None:
    """Some verbs soften, most do not, nouns have no verb stem."""
    assert [stem for stem, _ in inflection.verb_stems("gitmek")] == ["git", "gid"]
    assert [stem for stem, _ in inflection.verb_stems("vermek")] == ["ver"]
    assert inflection.verb_stems("mebus") == ()


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("treaty", "treaties"),
        ("envoy", "envoys"),
        ("branch", "branches"),
        ("statesman", "statesmen"),
        ("pact", "pacts"),
    ],
)
def test_english_plural(singular: str, plural: str) -> None:
    """Regular plurals, and -man."""
    assert inflection.english_plural(singular) == plural


def test_english_singular() -> None:
    """Regular plurals have a singular; words that merely end in s have none."""
    assert inflection.english_singular("branches") == "branch"
    assert inflection.english_singular("pacts") == "pact"
    assert [inflection.english_singular(word) for word in ("congress", "crisis", "gas", "treaty")] == [""] * 4


def test_suffix_table_names_only_its_own_slots() -> None:
    """Every arrow of the table leads to a section or to the end, and every slot has a section."""
    sections = load_sections(inflection.SUFFIXES)
    goals = {line.partition(" > ")[2] for lines in sections.values() for line in lines if " > " in line}
    taken = {line[2:] for lines in sections.values() for line in lines if line.startswith("+ ")}
    assert goals - {"end"} <= set(sections)
    assert taken <= set(sections)
    assert {slot.value for slot in Slot} <= set(sections)
