"""The report is one file that needs nothing else, in both languages, whatever the texts hold."""

import re
import string
from html.parser import HTMLParser

import pytest

from parallel.errors import UsageError
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.finding import Severity
from parallel.model.span import Span
from parallel.model.termbase import TermStatus
from parallel.pictures import Picture, confidence_strip
from parallel.pictures.canvas import FAINT, INK, PAPER, SOFT
from parallel.report import (
    CheckLine,
    Drifting,
    FindingLine,
    PairPart,
    RenderingCount,
    Report,
    RunLine,
    TermLine,
    marked,
    render_report,
)
from parallel.report.words import _WORDS, Words

HOSTILE = "<img src=x onerror=alert(1)>\"'&</style><script>"
VOID = {"meta", "br", "img", "link", "input", "hr"}


class Reader(HTMLParser):
    """Collects what a browser would do with a page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element, what it links to and what it would run."""
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name in {"src", "href"}:
                self.links.append(value or "")
            if name.startswith("on"):
                self.handlers.append(name)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that closes itself."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Elements close in the order in which they were opened."""
        assert self.open.pop() == tag


def picture() -> Picture:
    """A picture with a hostile title."""
    return confidence_strip([0.4], title=HOSTILE)


def content(text: str = "Misak-ı Millî", language: Language = ENGLISH, *, findings: bool = True) -> Report:
    """Build a report with something in every part; ``text`` stands wherever a text can stand."""
    finding = FindingLine(
        number=3,
        check="glossary-forbidden",
        severity=Severity.ERROR,
        message=text,
        source=marked(text, [Span(0, 3)]),
        target=marked(text, []),
    )
    counts = ((Severity.ERROR, 2), (Severity.WARNING, 1), (Severity.INFO, 5))
    part = PairPart(
        id=text,
        languages=(TURKISH, ENGLISH),
        beads=4,
        measures=(("aligned", 0.5), ("term-hhi", 0.75)),
        counts=counts,
        waived=6,
        findings=(finding,) if findings else (),
        hidden=7 if findings else 0,
        plot=picture(),
        strip=picture(),
    )
    forms = (
        RenderingCount(text=text, status=TermStatus.DEPRECATED, count=2),
        RenderingCount(text="", status=None, count=1),
    )
    term = TermLine(concept=text, term=text, occurrences=3, renderings=forms, hhi=None)
    runs = tuple(
        RunLine(pair=text, number=n, date="2026-11-20", measures=(("aligned", 0.5),), joined=n < 2) for n in (1, 2)
    )
    drift = Drifting(concept=text, pair=text, numbers=(1, 2), rows=((text, (2, 0)), ("", (0, 2))))
    return Report(
        made="2026-11-20",
        version="1",
        pairs=(part,),
        checks=(CheckLine(name=text, summary=text, silenced_by=text),),
        terms=(term,),
        runs=runs,
        drifting=(drift,),
        history=picture(),
        problems=(text,),
        signatures=(text,),
        language=language,
    )


def rendered(report: Report) -> str:
    """Return the page."""
    return "".join(render_report(report))


@pytest.mark.parametrize("language", [ENGLISH, TURKISH])
def test_nothing_runs_and_nothing_is_fetched(language: Language) -> None:
    """Whatever the texts hold: no script, no handler, no address outside the page, every element closed."""
    reader = Reader()
    reader.feed(rendered(content(HOSTILE, language)))
    assert reader.open == []
    assert not {"script", "img", "link", "iframe"} & set(reader.tags)
    assert reader.handlers == []
    assert all(link.startswith("#") for link in reader.links)


def test_it_says_what_it_was_given() -> None:
    """Totals, findings with marks, what is hidden, statuses, runs not to be compared, drift."""
    page = rendered(content())
    assert "1 pairs with 4 beads; 2 errors and 1 warnings to look at." in page
    assert "<mark>Mis</mark>ak-ı Millî" in page
    assert "7 more are not shown." in page
    assert "50.0 %" in page
    assert "0.75" in page
    assert "(deprecated)" in page
    assert "no term 1" in page
    assert "2*" in page
    assert page.count("<svg") == 3


def test_the_turkish_report_is_turkish() -> None:
    """Headings, percentages and decimal commas; no English heading is left."""
    page = rendered(content(language=TURKISH))
    assert '<html lang="tr">' in page
    assert "Tutarlılık raporu" in page
    assert "%50,0" in page
    assert "0,75" in page
    assert "önerilmeyen" in page
    headings = re.findall(r"<h2>(.*?)</h2>", page)
    assert headings == ["Özet", "Bulgular", "Terimler", "Hizalama", "Geçmiş", "Sayıların neye bağlı olduğu"]


def test_an_empty_report_says_so() -> None:
    """No findings, no terms, no history: a sentence in each place."""
    empty = content(findings=False)
    page = rendered(
        Report(made="", version="1", pairs=empty.pairs, terms=(), runs=(), drifting=(), history=None, language=ENGLISH)
    )
    for said in ("Nothing to look at.", "No concept of the glossary occurs.", "Nothing was scored yet"):
        assert said in page


def test_both_languages_have_all_words_with_the_same_gaps() -> None:
    """A value put into one language is put into the other one as well, wherever both have a place for it."""
    for name, (english, turkish) in _WORDS.items():
        gaps = [{field for _, field, _, _ in string.Formatter().parse(text) if field} for text in (english, turkish)]
        assert gaps[0] == gaps[1], name
        assert english
        assert turkish


def test_a_third_language_is_a_usage_error() -> None:
    """It is not written half in English."""
    with pytest.raises(UsageError):
        Words(Language("de"))


def test_marks_may_overlap_and_reach_beyond() -> None:
    """The pieces give the text again."""
    pieces = marked("Millî Mücadele", [Span(0, 5), Span(3, 7), Span(10, 99)])
    assert "".join(text for text, _ in pieces) == "Millî Mücadele"
    assert [flag for _, flag in pieces] == [True, False, True]
    assert marked("", [Span(0, 4)]) == ()


def test_pictures_follow_the_page_into_the_dark() -> None:
    """Every neutral colour of the pictures has another one on a dark page; what is written there would vanish else."""
    page = rendered(content())
    dark = page[page.index("prefers-color-scheme: dark") : page.index("* { box-sizing")]
    assert "figure svg { fill: var(--ink); }" in dark
    assert all(f'"{colour}"]' in dark for colour in (INK, SOFT, FAINT, PAPER))
