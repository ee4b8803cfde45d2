"""Text left out, text added, texts that do not belong together."""

from check.trial import EN_TR, bitext, findings
from parallel.check import CheckOptions, run_checks
from parallel.model.bitext import Languages
from parallel.model.document import Language
from parallel.model.finding import Severity

PAIRS = [
    (
        "Kongre, on dört gün süren çalışmalarının sonunda on maddelik bir beyanname yayımladı.",
        "At the end of its fourteen days of work the congress issued a declaration of ten articles.",
    ),
    (
        "Ordu ağır zayiat vererek nehrin doğusuna çekilmek zorunda kaldı ve yeni bir cephe kurdu.",
        "The army had to withdraw east of the river with heavy losses and set up a new front.",
    ),
    (
        "Hükûmet, üç hafta boyunca taşradan hiçbir haber alamadı ve sonunda istifa etti.",
        "For three weeks the government received no news from the provinces and finally resigned.",
    ),
    (
        "Delegeler gizli oylama neticesinde Mustafa Kemal Paşa’yı başkan seçtiler.",
        "In a secret ballot the delegates elected Mustafa Kemal Pasha president.",
    ),
    (
        "Yeni kabine, seçimlerin yapılmasını ve meclisin toplanmasını kabul etti.",
        "The new cabinet agreed that elections should be held and parliament convened.",
    ),
    (
        "Telgraf konuşmaları ele geçirilince bütün teşebbüs başarısız oldu.",
        "When the telegraph conversations were intercepted the whole attempt failed.",
    ),
]
CUT = "The army had to withdraw east of the river."


def swap(first: int, second: int) -> list[tuple[str, str]]:
    """Exchange two targets."""
    targets = [target for _, target in PAIRS]
    targets[first], targets[second] = targets[second], targets[first]
    return [(source, target) for (source, _), target in zip(PAIRS, targets, strict=True)]


def replaced(row: int, source: str | None = None, target: str | None = None) -> list[tuple[str, str]]:
    """Put other texts into one row."""
    pairs = list(PAIRS)
    pairs[row] = (source or PAIRS[row][0], target or PAIRS[row][1])
    return pairs


def test_reports_an_omitted_clause() -> None:
    """The second half of a sentence is gone."""
    (found,) = findings("omission", replaced(1, target=CUT))
    assert (found.row, found.severity) == (1, Severity.WARNING)


def test_reports_halves_even_where_all_rows_are_halved() -> None:
    """The document's usual ratio cannot excuse everything."""
    halved = [(source, target[: len(target) // 2]) for source, target in PAIRS]
    assert {f.row for f in findings("omission", halved) if f.severity is Severity.WARNING} == set(range(len(PAIRS)))


def test_reports_an_added_clause() -> None:
    """The source says much less than the translation."""
    (found,) = findings("addition", replaced(1, source="Ordu nehrin doğusuna çekildi."))
    assert (found.row, found.severity) == (1, Severity.WARNING)


def test_accepts_faithful_rows() -> None:
    """A complete translation has none of the three."""
    for check in ("omission", "addition", "mispaired"):
        assert not findings(check, PAIRS)


def test_reports_swapped_neighbours() -> None:
    """Both rows are reported, each with the row whose target it needs."""
    found = findings("mispaired", swap(2, 3))
    assert [(f.row, f.severity, f.related) for f in found] == [(2, Severity.WARNING, (3,)), (3, Severity.WARNING, (2,))]


def test_a_mispaired_row_is_no_omission() -> None:
    """One cause, one finding."""
    assert not findings("omission", replaced(1, target="He laughed at the cat."))


def test_reports_a_foreign_text() -> None:
    """A target without any common word is reported, though no neighbour fits better."""
    (found,) = findings("mispaired", replaced(1, target="Add two eggs, some sugar and a spoonful of butter."))
    assert (found.row, found.related) == (1, ())


def test_works_in_the_other_direction() -> None:
    """English may be the source."""
    pairs = [(target, source) for source, target in swap(2, 3)]
    assert [f.row for f in findings("mispaired", pairs, languages=EN_TR)] == [2, 3]


def test_other_languages_are_left_alone() -> None:
    """Without statistics nothing is said."""
    assert not findings("mispaired", swap(2, 3), languages=Languages(Language("de"), Language("fr")))


def test_short_texts_are_left_alone() -> None:
    """Below the threshold lengths say nothing."""
    pairs = [("Teklif reddedildi.", "No.")]
    assert not findings("omission", pairs)
    options = CheckOptions(enabled=frozenset({"omission"}), minimum_length=0)
    assert run_checks(bitext([("Bu teklif de reddedildi.", "No.")]), options=options)


def test_long_bitexts_are_read_in_blocks() -> None:
    """A swap across the border of two blocks is found too."""
    many = [PAIRS[at % len(PAIRS)] for at in range(2001)]
    many[1999], many[2000] = (many[1999][0], many[2000][1]), (many[2000][0], many[1999][1])
    assert [f.row for f in findings("mispaired", many)] == [1999, 2000]
