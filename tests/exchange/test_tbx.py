"""TBX-Basic in both styles: nothing of an entry is lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from builders import concept, termbase
from parallel.errors import InputError
from parallel.exchange.tbx.reader import from_tbx
from parallel.exchange.tbx.writer import source_text, write_tbx
from parallel.model.document import ENGLISH, TURKISH
from parallel.model.termbase import Concept, ConceptId, Source, Term, TermBase, TermStatus
from parallel.store.glossary import load_glossary

FULL = Concept(
    id=ConceptId("1876-kanun-i-esasi"),
    domain="law",
    definition='The Ottoman constitution <1876> & its "amendments".',
    terms=(
        Term(text="Kanun-ı Esasî", language=TURKISH, variants=("Kanun-i Esasi", "Kânûn-ı Esâsî")),
        Term(text="KE", language=TURKISH, status=TermStatus.ADMITTED, part_of_speech="abbreviation"),
        Term(text="Ottoman Constitution", language=ENGLISH, part_of_speech="proper-noun"),
        Term(text="Basic Law", language=ENGLISH, status=TermStatus.DEPRECATED, reason="Germany's: not this one"),
        Term(text="Fundamental Act", language=ENGLISH, status=TermStatus.SUPERSEDED, part_of_speech="phrase"),
        Term(text="The Law", language=ENGLISH, status=TermStatus.FORBIDDEN, reason="means nothing"),
    ),
    period="1876–1924",
    usage="usage: preferred by all.",
    sources=(Source(title="A | B \\ C", author="Yazar, A.", year="1977", pages="3"), Source(title="editorial")),
    see_also=(ConceptId("mesrutiyet"),),
    review="reviewed-twice",
    reviewer="editorial",
    date="2026-11-20",
)
STYLES = pytest.mark.parametrize("style", ["dca", "dct"])


def there_and_back(base: TermBase, style: str) -> tuple[Concept, ...]:
    """Write and read; where an entry stood does not count."""
    read, problems = from_tbx([chunk.encode() for chunk in write_tbx(base, style=style)], "f")
    assert not problems.listed
    return tuple(Concept(**{name: getattr(c, name) for name in Concept.__slots__ if name != "where"}) for c in read)


@STYLES
def test_a_full_entry_comes_back(style: str) -> None:
    """Every field."""
    assert there_and_back(termbase(FULL), style) == (FULL,)


@STYLES
def test_the_curated_glossary_comes_back(style: str, seeds: Path) -> None:
    """All of it, unchanged."""
    base = load_glossary(seeds.parent / "glossary")
    plain = tuple(Concept(**{n: getattr(c, n) for n in Concept.__slots__ if n != "where"}) for c in base)
    assert there_and_back(base, style) == plain


@STYLES
def test_well_formed_for_an_independent_parser(style: str) -> None:
    """Root, style and statuses as ISO 30042 has them."""
    root = etree.fromstring("".join(write_tbx(termbase(FULL), style=style)).encode())
    assert (root.tag, root.get("style"), root.get("type")) == ("{urn:iso:std:iso:30042:ed-2}tbx", style, "TBX-Basic")
    text = etree.tostring(root, encoding="unicode")
    assert text.count("deprecatedTerm-admn-sts") == 2
    assert text.count("<note>forbidden</note>") == 1


ALPHABET = st.sampled_from("İIıişğâ’'\"<>&|\\:;\u00a0\u2028 ab")
TEXT = st.text(ALPHABET, min_size=1, max_size=10).filter(lambda text: text.strip() == text)


@given(TEXT, TEXT, TEXT)
def test_any_text_comes_back(term: str, definition: str, title: str) -> None:
    """Markup characters, bars, quotes and separators."""
    entry = Concept(
        id=ConceptId("a"),
        domain="b",
        definition=definition,
        terms=(Term(text=term, language=TURKISH),),
        sources=(Source(title=title),),
    )
    assert there_and_back(termbase(entry), "dca") == (entry,)


MARTIF = """<martif type="TBX"><text><body><termEntry id="c1"><descrip type="definition">Tanım</descrip>
<note>free</note><langSet xml:lang="tr-TR"><ntig><termGrp><term>Nutuk</term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig><tig><term>Söylev</term>
<termNote type="administrativeStatus">odd</termNote></tig><tig></tig></langSet>
<langSet xml:lang="en"><tig><term>Speech</term></tig></langSet>
</termEntry><termEntry id="c1"></termEntry></body></text></martif>"""


def test_older_files_are_read() -> None:
    """Martif of other tools; what is odd is listed."""
    base, problems = from_tbx([MARTIF.encode()], "f")
    first = base.concepts[0]
    assert [(term.text, term.language, term.status.value) for term in first.terms] == [
        ("Nutuk", "tr", "preferred"),
        ("Söylev", "tr", "admitted"),
        ("Speech", "en", "preferred"),
    ]
    assert (first.definition, first.usage) == ("Tanım", "free")
    said = " ".join(problem.message for problem in problems.listed)
    assert all(
        words in said for words in ("unknown administrativeStatus", "without a term", "stands twice", "has no term")
    )


def test_sources_of_others_stay_text() -> None:
    """A reference not in our form is a title."""
    assert source_text(Source(title="x")) == "title: x"
    text = "<tbx><conceptEntry id='a'><admin type='source'>Shaw: History | vol. 2</admin></conceptEntry></tbx>"
    base, _ = from_tbx([text.encode()], "f")
    assert base.concepts[0].sources == (Source(title="Shaw: History | vol. 2"),)


@pytest.mark.parametrize("data", ["<tmx/>", "<tbx>", "<!DOCTYPE x [<!ENTITY a 'b'>]><tbx/>", "<tbx>" + "<x>" * 300])
def test_what_is_no_tbx_is_refused(data: str) -> None:
    """Another format, a torn file, an entity, a pit."""
    with pytest.raises(InputError, match="f:1"):
        from_tbx([data.encode()], "f")


def test_ids_that_no_xml_id_can_be() -> None:
    """A digit in front is covered and uncovered."""
    for name in ("1876", "_x", "misak-i-milli"):
        base = termbase(concept(name, "Bir", ("One", "preferred")))
        assert [found.id for found in there_and_back(base, "dct")] == [name]
