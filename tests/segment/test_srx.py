"""SRX out, in, and applied."""

from pathlib import Path

import pytest

from parallel.errors import InputError
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.segment import (
    SrxDocument,
    SrxLanguage,
    SrxMap,
    SrxRule,
    from_srx,
    split_with_srx,
    srx_document,
    srx_rules,
    to_srx,
)

HERE = Path(__file__).parent
ONE = SrxRule(before=r"\.", after=r"\s", breaks=True)
TWO = SrxRule(before=r"Dr\.", after="", breaks=False)
SRX_1 = """<?xml version="1.0"?><!-- made by hand -->
<srx version="1.0"><header cascade="no"><formathandle type="start" include="no"/></header><body>
<languagerules><languagerule languagerulename="Any">
<rule break="no"><beforebreak>Dr\\.</beforebreak></rule>
<rule><beforebreak>\\.</beforebreak><afterbreak>\\s</afterbreak></rule>
</languagerule></languagerules>
<maprules><maprule maprulename="Default"><languagemap languagepattern=".*" languagerulename="Any"/></maprule></maprules>
</body></srx>
"""


def split(text: str, language: Language = TURKISH) -> list[str]:
    """Apply our own exported rules after a round trip through XML."""
    rules = from_srx(to_srx(srx_document())).rules_for(language)
    return [span.of(text) for span in split_with_srx(text, rules)]


def test_round_trip() -> None:
    """Our rules come back from XML as they were."""
    assert from_srx(to_srx(srx_document())) == srx_document()


def test_special_signs_survive() -> None:
    """Markup signs, quotes and line ends in a pattern come back."""
    rule = SrxRule(before="<&>\"'\r\n\t", after=" x ", breaks=False)
    document = SrxDocument(
        languages=(SrxLanguage(name="a<&\"'", rules=(rule,)),),
        maps=(SrxMap(pattern="<&\"'\t", name="b"),),
        cascade=False,
    )
    assert from_srx(to_srx(document)) == document


def test_ordinal_stays_whole() -> None:
    """The sentence other tools' rules tear apart."""
    assert split("I. Dünya Savaşı bitti.") == ["I. Dünya Savaşı bitti."]


@pytest.mark.parametrize("language", ["tr", "en"])
def test_exported_rules_keep_whole_sentences(language: str) -> None:
    """What the splitter must leave whole, the exported rules leave whole too, but for a few that pairs cannot say."""
    folder = HERE.parent / "negative"
    lines = (folder / f"one-sentence.{language}.txt").read_text("utf-8").splitlines()
    texts = [line for line in lines if line and not line.startswith("#")]
    torn = [text for text in texts if split(text, Language(language)) != [text]]
    assert len(torn) <= 1, torn


@pytest.mark.parametrize("language", ["tr", "en"])
def test_exported_rules_break_where_we_do(language: str) -> None:
    """Four of five marked paragraphs are cut alike."""
    lines = (HERE / f"sentences.{language}.txt").read_text("utf-8").splitlines()
    marked = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    alike = [sentences for sentences in marked if split(" ".join(sentences), Language(language)) == sentences]
    assert len(alike) >= 0.8 * len(marked)


def test_version_1_is_read() -> None:
    """Map rules in a wrapper, a missing afterbreak and the default break value are understood."""
    document = from_srx("\ufeff" + SRX_1)
    assert document == SrxDocument(
        languages=(SrxLanguage(name="Any", rules=(TWO, ONE)),), maps=(SrxMap(pattern=".*", name="Any"),), cascade=False
    )


def test_first_fitting_rule_decides() -> None:
    """An exception before a break holds, after it it comes too late."""
    text = "Dr. Ali geldi. Oturdu."
    assert [span.of(text) for span in split_with_srx(text, (TWO, ONE))] == ["Dr. Ali geldi.", "Oturdu."]
    assert len(split_with_srx(text, (ONE, TWO))) == 3


def test_cascade_joins_lists() -> None:
    """With cascade all fitting lists apply in order, without it only the first; case of tags does not matter."""
    languages = (SrxLanguage(name="Turkish", rules=(TWO,)), SrxLanguage(name="Any", rules=(ONE,)))
    maps = (SrxMap(pattern="TR.*", name="Turkish"), SrxMap(pattern=".*", name="Any"), SrxMap(pattern=".*", name="gone"))
    assert SrxDocument(languages=languages, maps=maps).rules_for(TURKISH) == (TWO, ONE)
    assert SrxDocument(languages=languages, maps=maps).rules_for(ENGLISH) == (ONE,)
    assert SrxDocument(languages=languages, maps=maps, cascade=False).rules_for(TURKISH) == (TWO,)


def test_language_without_lists_can_be_exported() -> None:
    """A language Tren has no lists for gets the common rules under its tag."""
    document = srx_document([Language("nl")])
    assert document.languages[0].name == "nl"
    assert document.rules_for(Language("nl-BE")) == srx_rules(Language("nl"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('<!DOCTYPE srx [<!ENTITY a "b">]>\n<srx>&a;</srx>', "line 1: document types"),
        ('<!DOCTYPE srx SYSTEM "x.dtd"><srx/>', "document types"),
        ("<srx>", "line 1: this is no well-formed XML"),
        ("", "no well-formed XML"),
        ("<tmx/>", "no SRX file but <tmx>"),
        ("<srx>\n<languagemap/></srx>", "line 2: the attribute languagepattern is missing"),
    ],
)
def test_bad_files_are_refused(text: str, message: str) -> None:
    """Declarations, broken XML and other formats are refused with their line."""
    with pytest.raises(InputError) as caught:
        from_srx(text)
    assert message in str(caught.value)
