"""The lexicon's files: form, order and what must not be missing."""

import unicodedata

import pytest

from parallel.language import casing
from parallel.language.lexicon import lexicon_files, parse_lexicon, shipped_lexicon
from parallel.language.resources import data_text
from parallel.model.document import ENGLISH

ALPHABET = "abcçdefgğhıijklmnoöprsştuüvwyz"  # w for foreign names
CIRCUMFLEX = str.maketrans("âîû", "aiu")
LEAST_STEMS = 10_000
MOST_GLOSSES = 4
MOST_GLOSS_WORDS = 3
SUBJECTS = ("academic", "general", "history", "verbs")
Entry = tuple[str, tuple[str, ...]]

REQUIRED = """
    Rusya İngiltere Fransa Yunanistan Ermenistan Gürcistan Azerbaycan Sovyet Anadolu İstanbul İzmir Selanik Lozan
    Musul Kafkasya Boğazlar Türk Ermeni Rum Kürt Bolşevik antlaşma muahede mütareke itilaf ittifak müzakere heyet
    murahhas hudut ecnebi münasebet teşebbüs tevdi tebliğ vilayet hükûmet devlet meclis mebus vekil nazır sadrazam
    padişah hilafet saltanat istiklal hürriyet inkılap ıslahat meşrutiyet harp taarruz işgal ordu cephe kumandan
    kolordu fırka gayrimüslim azınlık mübadele muhacir kapitülasyon imtiyaz maarif hariciye nota siyaset iktidar
    muhalefet yaz oku söyle imzala reddet kabul işgal ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim
    kasım aralık pazartesi salı çarşamba perşembe cuma cumartesi pazar bir iki üç yüz bin milyon ve ile çünkü ancak
    değil için göre kadar kitap renk akıl şehir çocuk
""".split()  # noqa: SIM905 - a block of words reads better than a hundred quoted strings


def entries_of(name: str) -> list[Entry]:
    """Read one file."""
    return list(parse_lexicon(data_text(name), where=name))


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    """Every entry of every file."""
    return [entry for name in lexicon_files() for entry in entries_of(name)]


def turkish_order(stem: str) -> tuple[list[int], str]:
    """Give the place of a stem in the Turkish alphabet: circumflexes ignored, other signs before letters."""
    letters = casing.lower(stem).translate(CIRCUMFLEX)
    return [ALPHABET.find(letter) for letter in letters], stem


def is_word_text(text: str) -> bool:
    """Tell whether a text begins with a letter and holds only letters, single spaces, hyphens and apostrophes."""
    signs = text.replace(" ", "").replace("-", "").replace("'", "")
    return signs.isalpha() and text[0].isalpha() and text == " ".join(text.split())


def test_subjects() -> None:
    """There is one file for each subject."""
    assert lexicon_files() == tuple(f"lexicon.{subject}.tsv" for subject in SUBJECTS)


@pytest.mark.parametrize("name", lexicon_files())
def test_header_explains_the_format(name: str) -> None:
    """A file begins with comments that say what it holds and how a line is made; there are none further down."""
    lines = data_text(name).splitlines()
    comments = [line for line in lines if line.startswith("#")]
    assert "Format:" in "".join(comments)
    assert lines[: len(comments)] == comments


@pytest.mark.parametrize("name", lexicon_files())
def test_bytes(name: str) -> None:
    """A file is NFC, ends in one line feed and has neither carriage returns nor empty lines."""
    text = data_text(name)
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith("\n")
    assert "\r" not in text
    assert "" not in text.split("\n")[:-1]


@pytest.mark.parametrize("name", lexicon_files())
def test_lines_are_written_one_way(name: str) -> None:
    """A line is exactly stem, tab, glosses joined by semicolon and space."""
    lines = [line for line in data_text(name).splitlines() if not line.startswith("#")]
    assert lines == [f"{stem}\t{'; '.join(glosses)}" for stem, glosses in entries_of(name)]


@pytest.mark.parametrize("name", lexicon_files())
def test_sorted(name: str) -> None:
    """Stems stand in the order of the Turkish alphabet."""
    stems = [stem for stem, _ in entries_of(name)]
    assert stems == sorted(stems, key=turkish_order)


def test_size(entries: list[Entry]) -> None:
    """The lexicon does not shrink unnoticed."""
    assert len(entries) >= LEAST_STEMS


def test_stems_stand_once(entries: list[Entry]) -> None:
    """No stem stands twice, in one file or in two, whatever its case."""
    seen: dict[str, str] = {}
    twice = [stem for stem, _ in entries if seen.setdefault(casing.fold_strict(stem), stem) is not stem]
    assert twice == []


def test_stems_are_words(entries: list[Entry]) -> None:
    """A stem holds letters of Turkish, and spaces, hyphens and apostrophes inside."""
    allowed = set(ALPHABET + "âîû -'")
    assert [stem for stem, _ in entries if not is_word_text(stem) or not allowed.issuperset(casing.lower(stem))] == []


def test_verbs_have_no_infinitive_ending() -> None:
    """Verb stems stand without -mek and -mak."""
    assert [stem for stem, _ in entries_of("lexicon.verbs.tsv") if stem.endswith(("mek", "mak"))] == []


def test_glosses(entries: list[Entry]) -> None:
    """A stem has one to four different glosses of at most three words, without *to* or an article before them."""
    wrong = [
        (stem, gloss)
        for stem, glosses in entries
        for gloss in glosses
        if not (gloss.isascii() and is_word_text(gloss))
        or len(gloss.split()) > MOST_GLOSS_WORDS
        or gloss.startswith(("to ", "the "))
    ]
    assert wrong == []
    assert [stem for stem, glosses in entries if not 1 <= len(glosses) <= MOST_GLOSSES] == []
    assert [stem for stem, glosses in entries if len(set(glosses)) < len(glosses)] == []


def test_verb_glosses_are_lower_case() -> None:
    """Verbs name nothing, so that their glosses have no capitals but for homographs that are names."""
    homographs = {"çek"}
    wrong = [
        stem
        for stem, glosses in entries_of("lexicon.verbs.tsv")
        for gloss in glosses
        if stem not in homographs and casing.lower(gloss, ENGLISH) != gloss
    ]
    assert wrong == []


@pytest.mark.parametrize("word", REQUIRED)
def test_required_words(word: str, entries: list[Entry]) -> None:
    """Words that every text of the period is full of are there."""
    assert casing.fold_strict(word) in {casing.fold_strict(stem) for stem, _ in entries}


@pytest.mark.parametrize(
    ("stem", "gloss"),
    [
        ("Rusya", "Russia"),
        ("mütareke", "armistice"),
        ("tevdi", "entrust"),
        ("ecnebi", "foreigner"),
        ("kânunusani", "January"),
        ("inkılap", "revolution"),
        ("yaz", "summer"),
        ("göre", "according to"),
        ("ara sıra", "occasionally"),
    ],
)
def test_known_glosses(stem: str, gloss: str, entries: list[Entry]) -> None:
    """Known words have the gloss one expects."""
    assert gloss in dict(entries)[stem]


def test_loader_takes_every_stem(entries: list[Entry]) -> None:
    """No entry is lost on the way into the aligner's table: every gloss is found there again."""
    known = {gloss for glosses in shipped_lexicon().values() for gloss in glosses}
    assert known == {gloss for _, glosses in entries for gloss in glosses}
