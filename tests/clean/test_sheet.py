"""Lines and what can be asked of them."""

from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clean.accounts import accounted
from clean.view import raw
from parallel.clean import clean_document
from parallel.clean.sheet import Kind, measure_width, read_lines, stopped, unfinished


def test_lines_keep_their_place() -> None:
    """Offsets, indent and trailing space lead back to the raw text."""
    sheet = read_lines(raw("  Bir söz  \n\niki"))
    first, blank, last = sheet.lines
    assert (first.text, first.start, first.end, first.indent, first.trailing) == ("Bir söz", 2, 9, 2, 2)
    assert (blank.kind, last.start) == (Kind.BLANK, 13)


def test_form_feeds_end_lines() -> None:
    """The line behind one begins a page."""
    sheet = read_lines(raw("bir\fiki\nüç\f\fdört"))
    assert [line.text for line in sheet.lines] == ["bir", "iki", "üç", "", "dört"]
    assert sheet.after_feed == {1, 3, 4}


def test_neighbours() -> None:
    """The nearest lines with text, and None beyond the ends."""
    sheet = read_lines(raw("bir\n\n\niki"))
    first, last = sheet.lines[0], sheet.lines[3]
    assert sheet.after(first) is last
    assert sheet.before(last) is first
    assert sheet.before(first) is None
    assert sheet.after(last) is None
    assert sheet.next_text(last) is None


def test_separator() -> None:
    """A line of many spaces was printed on purpose."""
    sheet = read_lines(raw("metin\n" + " " * 48 + "\n\n1 not\n\nson"))
    assert sheet.after_separator(sheet.lines[3])
    assert not sheet.after_separator(sheet.lines[5])


def test_width() -> None:
    """Four lines in five are not longer; at least 40."""
    assert measure_width(read_lines(raw("")).lines) == 40
    assert measure_width(read_lines(raw("\n".join(["a" * 70] * 9 + ["b" * 200]))).lines) == 70


@pytest.mark.parametrize(
    "text", ["Ordu durdu.", "Durdu mu?", "durdu.”", "durdu.12", "durdu1.", "(Kurat 376).", "durdu…", "durdu.*", "1920."]
)
def test_stopped(text: str) -> None:
    """Stops, with closing marks and notes' numbers behind them."""
    assert stopped(text)
    assert not unfinished(text)


@pytest.mark.parametrize("text", ["Ordu", "antlaşmanın 1.", "M.", "bkz. s.", "söyledi:", "(s. 12)", "ve,"])
def test_not_stopped(text: str) -> None:
    """Ordinals and initials end no sentence."""
    assert not stopped(text)


@pytest.mark.parametrize(("text", "open_"), [("Ordu", True), ("ve,", True), ("söyledi:", False), ("(s. 12)", False)])
def test_unfinished(text: str, open_: bool) -> None:  # noqa: FBT001 - a row of a table
    """After a colon or a bracket one cannot know."""
    assert unfinished(text) is open_


SHORT = "\n".join("ağaçlık"[number % 4 :] for number in range(30_000))


def test_lines_of_some_letters_are_gathered() -> None:
    """No page has thousands of them; they are running text in lines of a usual length."""
    sheet = read_lines(raw(SHORT), fold=True)
    assert len(sheet.lines) < 3000
    assert all(80 <= len(line.text) < 90 for line in sheet.lines[:-1])
    assert all(sheet.raw.text[line.start : line.end] == line.text for line in sheet.lines)
    assert len(read_lines(raw(SHORT)).lines) == 30_000


def test_a_document_of_lines_is_left_alone() -> None:
    """A word list of a few thousand lines, and a long article, keep their lines."""
    assert len(read_lines(raw(SHORT[:100_000]), fold=True).lines) > 15_000
    long = "Heyet ertesi gün yola çıktı.\n" * 30_000
    assert len(read_lines(raw(long), fold=True).lines) == 30_001


def test_empty_lines_are_gathered() -> None:
    """Three in a row say what thirty thousand would; pages stay pages."""
    text = "Heyet ertesi gün yola çıktı." + "\n" * 30_000 + "\fGörüşmeler sürdü.\n\nKarar çıktı."
    sheet = read_lines(raw(text), fold=True)
    assert [len(line.text) for line in sheet.lines] == [28, 0, 0, 0, 17, 0, 12]
    assert sheet.after_feed == {4}
    assert [sheet.line_end(line) for line in sheet.lines if line.text] == [28, len(text) - 14, len(text)]


@given(st.text("ağİ1.- \u2028\u00a0\n\f", max_size=120))
def test_gathered_lines_keep_the_account(text: str) -> None:
    """Whatever the text, every visible character stays accounted for."""
    with mock.patch.multiple("parallel.clean.sheet", _MANY=2, _FOLDED=7, _SHORTEST=4):
        accounted(clean_document(raw(text)))
