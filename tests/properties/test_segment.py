"""The splitter over arbitrary text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from parallel.model.document import ENGLISH, TURKISH, Language, Passage, PassageId, Role
from parallel.model.span import Piece, Span, SpanMap
from parallel.segment import from_srx, segment_passage, split_text, split_with_srx, srx_document, to_srx
from parallel.segment.srx import SrxDocument, SrxLanguage, SrxMap, SrxRule

ALPHABET = "İıIiŞşĞğâÂîûçöüabkmo012 .,;:!?…()[]«»“”\"'’‘-–—%&/*¹\u00a0\u00ad\u2028\t。\U0001f600"
WORDS = [
    "Geldi.",
    "15.",
    "XI.",
    "M.",
    "vb.",
    "bkz.",
    "(Demir 1997: 41)",
    "(6)",
    "“Gel!”",
    "dedi.3",
    "Ankara",
    "ve",
    "1 —",
    "…",
]
TEXT = st.one_of(st.text(ALPHABET, max_size=80), st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
LANGUAGE = st.sampled_from([TURKISH, ENGLISH, Language("de"), Language("ja")])
XML_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n\r", exclude_characters="\ufffe\uffff")
)


@settings(max_examples=400, deadline=None)
@given(TEXT, LANGUAGE)
def test_sentences_cover_the_text(text: str, language: Language) -> None:
    """Spans are in order, apart, valid, trimmed, and leave out nothing but white space."""
    spans = split_text(text, language)
    at = 0
    for span in spans:
        assert not text[at : span.start].strip()
        assert span.of(text) == span.of(text).strip() != ""
        at = span.end
    assert not text[at:].strip()


@settings(max_examples=200, deadline=None)
@given(TEXT, LANGUAGE)
def test_splitting_is_repeatable(text: str, language: Language) -> None:
    """Outer white space changes nothing, and a second run says the same."""
    said = [span.of(text) for span in split_text(text, language)]
    padded = f"\u00a0 {text}\n"
    assert [span.of(padded) for span in split_text(padded, language)] == said


@settings(max_examples=200, deadline=None)
@given(TEXT)
def test_segments_give_the_passage_back(text: str) -> None:
    """Segments put back at their spans are the passage, and no two share an id."""
    whole = Span(0, len(text))
    passage = Passage(
        id=PassageId("d/body"),
        role=Role.BODY,
        language=TURKISH,
        text=text,
        spans=SpanMap((Piece(whole, whole),)),
    )
    segments = segment_passage(passage)
    rebuilt = ""
    for segment in segments:
        rebuilt += text[len(rebuilt) : segment.span.start] + segment.text
    assert rebuilt + text[len(rebuilt) :] == text
    assert len({segment.id for segment in segments}) == len(segments)


RULES = st.builds(SrxRule, before=XML_TEXT, after=XML_TEXT, breaks=st.booleans())
LISTS = st.builds(SrxLanguage, name=XML_TEXT, rules=st.lists(RULES, max_size=3).map(tuple))
DOCUMENTS = st.builds(
    SrxDocument,
    languages=st.lists(LISTS, max_size=3).map(tuple),
    maps=st.lists(st.builds(SrxMap, pattern=XML_TEXT, name=XML_TEXT), max_size=3).map(tuple),
    cascade=st.booleans(),
)


@settings(max_examples=100, deadline=None)
@given(DOCUMENTS)
def test_srx_comes_back(document: SrxDocument) -> None:
    """Whatever rules hold, writing and reading them changes nothing."""
    assert from_srx(to_srx(document)) == document


@settings(max_examples=60, deadline=None)
@given(TEXT)
def test_exported_rules_cover_the_text(text: str) -> None:
    """Applied as SRX, our rules lose no sign either."""
    spans = split_with_srx(text, srx_document().rules_for(TURKISH))
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
