"""Raw and clean side by side."""

from parallel.clean import clean_document
from parallel.clean.overlay import apply_repairs
from parallel.clean.rulings import ruling_of
from parallel.model.document import DocId, RawDocument, Repair, RulingKind
from parallel.model.span import Span
from parallel.workbench.texts.sidebyside import NARROWEST, side_by_side

TEXT = "Heyetin dönüşü Meclis’te uzun uzun konu-\nşuldu ve karara bağlandı. \n\n\u4e2d e\u0308 \x07\n"


def rows(text: str, width: int = 120, *repairs: Repair) -> list[str]:
    """Show a text."""
    clean = clean_document(RawDocument(id=DocId("d"), name="d", text=text))
    return list(side_by_side(apply_repairs(clean, repairs)[0], width))


def test_every_raw_line_has_its_row() -> None:
    """Rows carry the numbers of the raw lines, empty ones too."""
    assert [row.split()[0] for row in rows(TEXT)] == ["1", "2", "3", "4"]


def test_what_was_dropped_is_named() -> None:
    """A hyphen at a line's end is seen to go."""
    left, right = rows(TEXT)[0].split("│")
    assert "konu-" in left
    assert right.strip() == "¶ Heyetin dönüşü Meclis’te uzun uzun konu ‹hyphen›"


def test_columns_stand_under_each_other() -> None:
    """The bar stands in one column, however wide the letters are; long lines are cut."""
    narrow = rows(f"{TEXT}{'çok uzun ' * 30}\n", 10)
    assert {row.index("│") for row in narrow[:3]} == {narrow[0].index("│")}
    assert "…" in narrow[4]
    assert narrow[0].index("│") < NARROWEST


def test_repairs_are_shown() -> None:
    """An accepted repair stands on the right, what is printed on the left."""
    repair = Repair(line=1, at=TEXT.index("uzun"), printed="uzun", meant="kısa")
    left, right = rows(TEXT, 160, repair)[0].split("│")
    assert "uzun uzun" in left
    assert "kısa" in right


def test_an_excluded_line_is_named() -> None:
    """What a person took out does not look like noise."""
    raw = RawDocument(id=DocId("d"), name="d", text=TEXT)
    ruled = RawDocument(
        id=DocId("d"), name="d", text=TEXT, rulings=(ruling_of(raw, RulingKind.EXCLUDE, Span(TEXT.index("şuldu"), 70)),)
    )
    assert "‹excluded›" in list(side_by_side(clean_document(ruled), 120))[1]
