"""Large Turkish term bases and texts full of their terms, made for measuring."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence

from parallel.language import casing
from parallel.model.document import TURKISH
from parallel.model.termbase import Concept, ConceptId, Term, TermBase

NOUNS = [
    "hükümet",
    "devlet",
    "meclis",
    "millet",
    "vekil",
    "nazır",
    "reis",
    "heyet",
    "murahhas",
    "encümen",
    "kâtip",
    "aza",
    "cemiyet",
    "fırka",
    "teşkilat",
    "hukuk",
    "istiklal",
    "mücadele",
    "hareket",
    "ordu",
    "kolordu",
    "alay",
    "tabur",
    "cephe",
    "taarruz",
    "müdafaa",
    "mütareke",
    "muahede",
    "sözleşme",
    "konferans",
    "kongre",
    "beyanname",
    "kararname",
    "nizamname",
    "talimatname",
    "teklif",
    "nota",
    "işgal",
    "tahliye",
    "hudut",
    "vilayet",
    "sancak",
    "kaza",
    "nahiye",
    "kaymakam",
    "belediye",
    "divan",
    "mahkeme",
    "kanun",
    "ceza",
    "ticaret",
    "ziraat",
    "maarif",
    "nafia",
    "sıhhat",
    "iktisat",
    "maliye",
    "vergi",
    "bütçe",
    "borç",
    "imtiyaz",
    "demiryolu",
    "liman",
    "gümrük",
    "banka",
    "posta",
    "telgraf",
    "matbuat",
    "gazete",
    "mecmua",
    "neşriyat",
    "sansür",
    "mektup",
    "rapor",
    "ferman",
]
ADJECTIVES = [
    "büyük",
    "küçük",
    "millî",
    "umumi",
    "hususi",
    "harici",
    "dahili",
    "askerî",
    "mülki",
    "adli",
    "idari",
    "siyasi",
    "iktisadi",
    "içtimai",
    "ilmî",
    "dinî",
    "resmî",
    "muvakkat",
    "daimî",
    "müşterek",
    "mahalli",
    "merkezi",
    "şarki",
    "garbi",
    "şimali",
    "cenubi",
    "yeni",
    "eski",
    "birinci",
    "ikinci",
    "fevkalade",
    "muhtelif",
]
HEADS = [
    "Meclisi",
    "Reisliği",
    "Vekâleti",
    "Nezareti",
    "Müdürlüğü",
    "Heyeti",
    "Cemiyeti",
    "Fırkası",
    "Teşkilatı",
    "Komutanlığı",
    "Encümeni",
    "Kanunu",
    "Nizamnamesi",
    "Antlaşması",
    "Muahedesi",
    "Konferansı",
    "Kongresi",
    "Beyannamesi",
    "Kararı",
    "Mahkemesi",
    "Divanı",
    "Şubesi",
    "Dairesi",
    "Komisyonu",
    "Bankası",
    "Şirketi",
    "Mektebi",
    "Gazetesi",
    "Cephesi",
    "Taburu",
    "Alayı",
    "Vilayeti",
    "Sancağı",
    "Meselesi",
    "Hareketi",
    "Siyaseti",
]
BEGINNINGS = (
    "Türkiye Büyük Millet Meclisi", "Büyük Millet Meclisi", "Osmanlı Devleti", "Müdafaa-i Hukuk Cemiyeti",
    "Erkân-ı Harbiye-i Umumiye", "Hariciye Vekâleti", "Osmanlı", "Türkiye",
)  # fmt: skip
TITLES = ("Paşa", "Bey", "Efendi", "Hanım", "Ağa", "Çelebi")
DERIVED = ("", "", "lık", "cı", "sız", "name", "hane", "dar", "iyet", "lı")
CASES = ("", "", "’ye", "’nin", "’den", "’nda")
SHARE = 0.12
"""Share of a text's words that are terms: more than even a treaty has."""


def _word(dice: random.Random, syllables: int) -> str:
    """Make a word of open and closed syllables in vowel harmony."""
    vowels = dice.choice(("aıou", "eiöü"))
    return "".join(
        dice.choice("bcçdfghklmnprsştvyz") + dice.choice(vowels) + dice.choice(("", "", "n", "r", "l", "k"))
        for _ in range(syllables)
    )


def _phrase(dice: random.Random) -> str:
    shape = dice.choice(("{a} {n} {h}", "{n} {m} {h}", "{n}-ı {a} {h}", "{a} {n} {m} {h}"))
    return shape.format(a=dice.choice(ADJECTIVES), n=dice.choice(NOUNS), m=dice.choice(NOUNS), h=dice.choice(HEADS))


def _single(dice: random.Random) -> str:
    return _word(dice, dice.choice((2, 3, 3, 4))) + dice.choice(DERIVED)


def _alike(dice: random.Random) -> str:
    return f"{dice.choice(BEGINNINGS)} {dice.choice(ADJECTIVES + NOUNS)} {dice.choice(NOUNS)} {dice.choice(HEADS)}"


def _name(dice: random.Random) -> str:
    first, last = (_word(dice, size) for size in (2, dice.choice((2, 3))))
    first, last = (casing.upper(word[0], TURKISH) + word[1:] for word in (first, last))
    return dice.choice((f"{first} {last}", f"{first} {last} {dice.choice(TITLES)}", f"{last}zade {first}"))


KINDS: Mapping[str, Callable[[random.Random], str]] = {
    "phrases": _phrase,
    "single words": _single,
    "eight beginnings": _alike,
    "names": _name,
}
"""How terms are made."""


def terms(kind: str, number: int, *, seed: int = 1920) -> list[str]:
    """Make so many different terms of a kind."""
    dice = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < number:
        found.setdefault(KINDS[kind](dice))
    return list(found)


def term_base(texts: Sequence[str]) -> TermBase:
    """Build a term base of one concept per text."""
    return TermBase(concepts=tuple(_concepts(texts)))


def _concepts(texts: Sequence[str]) -> Iterator[Concept]:
    for number, text in enumerate(texts):
        term = Term(text=text, language=TURKISH)
        yield Concept(id=ConceptId(f"c{number}"), domain="", definition="", terms=(term,))


def dense_text(texts: Sequence[str], words: Sequence[str], size: int, *, seed: int = 1922) -> str:
    """Make a text of given words, one in eight of them a term with an ending."""
    dice = random.Random(seed)
    lines: list[str] = []
    while sum(map(len, lines)) < size:
        drawn = [
            dice.choice(texts) + dice.choice(CASES) if dice.random() < SHARE else dice.choice(words)
            for _ in range(dice.randint(8, 25))
        ]
        lines.append(" ".join(drawn) + ".")
    return "\n".join(lines)
