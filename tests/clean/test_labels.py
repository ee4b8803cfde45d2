"""What notes begin with, and how their numbers go on."""

import pytest

from parallel.clean.notes.labels import Count, Label, Style, glued_numbers, parse_label


@pytest.mark.parametrize(
    ("text", "number"), [("3 Tuncer, a.g.e.", 3), ("12  “Nutuk”, s. 4", 12), ("7", 7), ("1920’de toplandı", None)]
)
def test_plain_number(text: str, number: int | None) -> None:
    """A number and a space before a word, or alone on its line."""
    label = parse_label(text, bracketed=False)
    assert (label.number if label else None) == number


@pytest.mark.parametrize("text", ["3. Moskova Antlaşması", "3) İkinci madde"])
def test_dotted_number_only_where_asked(text: str) -> None:
    """Headings and clauses begin like this too, so it counts under a heading that says *notes* only."""
    assert parse_label(text, bracketed=False) is None
    assert parse_label(text, bracketed=False, dotted=True) == Label(Style.DOTTED, 3)


@pytest.mark.parametrize("text", ["* Dr., Ankara Üniversitesi", "** Aynı yerde", "†Ek not"])
def test_signs(text: str) -> None:
    """Asterisks and daggers begin notes whatever the numbering."""
    assert parse_label(text, bracketed=False) == parse_label(text, bracketed=True) == Label(Style.STARRED)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("121) Bu konuda", "21"),
        ("Cll) Kurultay", "11"),
        ("(3B) Heyette", "38"),
        ("(45 Sonyel", "45"),
        ("193 Aytepe", "193"),
    ],
)
def test_spoilt_number(text: str, digits: str) -> None:
    """What is left of a bracketed number after a bad scan, lookalikes read as digits."""
    assert parse_label(text, bracketed=True) == Label(Style.SPOILT, digits=digits)


@pytest.mark.parametrize("text", ["Kâzım Karabekir", "(Belge 38)", "1919 yazının sonlarında", "bilgi için bkz."])
def test_text_is_no_label(text: str) -> None:
    """Words, longer brackets and years begin no note."""
    assert parse_label(text, bracketed=True) is None


def test_count_mends_a_spoilt_number() -> None:
    """The next number that what is left agrees with."""
    count = Count(bracketed=True, last=56)
    assert count.read(Label(Style.SPOILT, digits="571")) == 57
    assert count.read(Label(Style.SPOILT, digits="99")) is None
    assert Count(bracketed=True).read(Label(Style.SPOILT, digits="571")) is None


@pytest.mark.parametrize(
    ("last", "label", "fits"),
    [
        (None, Label(Style.PLAIN, 7), 1),
        (6, Label(Style.PLAIN, 7), 2),
        (5, Label(Style.PLAIN, 7), 1),
        (40, Label(Style.PLAIN, 1), 1),
        (6, Label(Style.PLAIN, 19), -3),
        (6, Label(Style.BRACKETED, 19), 0),
        (6, Label(Style.BRACKETED, 6), -3),
        (6, Label(Style.STARRED), 1),
        (6, Label(Style.SPOILT, digits="17"), 1),
        (6, Label(Style.SPOILT, digits="3"), 0),
    ],
)
def test_how_a_label_fits(last: int | None, label: Label, fits: int) -> None:
    """The next number fits best; a plain number out of turn speaks against a note."""
    assert Count(bracketed=True, last=last).fits(label) == fits


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("gönderilmiştir1. İbrahim", ["1"]),
        ("sebep oldu.12 Ankara", ["12"]),
        ("toplanmış.”10 ", ["10"]),
        ("Molotov’a2 gönderdiği", ["2"]),
        ("276-277).3", ["3"]),
        ("1920’de 450 milyon", []),
        ("İ: 139:10, D.2/3036, s.848", []),
        ("kat2’ye çıktı, %20", []),
        ("12", []),
    ],
)
def test_glued_numbers(text: str, numbers: list[str]) -> None:
    """Numbers set against words and stops, not those inside archive marks, dates and times."""
    assert [match.group() for match in glued_numbers(text)] == numbers
