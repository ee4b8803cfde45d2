"""What every exporter promises."""

import pytest

from builders import bead, pair
from parallel.exchange import EXPORTERS, FORMATS, units_of
from parallel.exchange.docx_table import write_docx
from parallel.exchange.registry import Exporter
from parallel.model.bitext import Languages
from parallel.workbench.exchange.exporting import export_pairs

PAIR = pair(bead(1, "Bir\ttab ve\u2028ayraç.", "A tab."), bead(2, "İkinci “söz”.", "Second <word> & more."))
WITHOUT_IDS = {"html", "moses", "tbx"}


@pytest.mark.parametrize(("name", "exporter"), EXPORTERS.items(), ids=EXPORTERS)
def test_every_unit_is_there(name: str, exporter: Exporter) -> None:
    """Ids and texts of all units are in the output."""
    units, _ = units_of(PAIR)
    text = "".join(exporter(units, PAIR.languages))
    assert name in WITHOUT_IDS or all(unit.id in text for unit in units)
    assert text.count("ayraç") == 1


@pytest.mark.parametrize("exporter", EXPORTERS.values(), ids=EXPORTERS)
def test_equal_units_give_equal_text(exporter: Exporter) -> None:
    """Nothing depends on when it was written."""
    units, _ = units_of(PAIR)
    assert "".join(exporter(units, PAIR.languages)) == "".join(exporter(units, PAIR.languages))


@pytest.mark.parametrize("exporter", EXPORTERS.values(), ids=EXPORTERS)
def test_no_units_are_no_trouble(exporter: Exporter) -> None:
    """An export of nothing is text too."""
    assert isinstance("".join(exporter([], Languages())), str)


def test_equal_units_give_equal_documents() -> None:
    """A DOCX holds no hour either."""
    units, _ = units_of(PAIR)
    assert write_docx(units, PAIR.languages) == write_docx(units, PAIR.languages)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_comes_out_in_one_way(name: str) -> None:
    """As text, as files or as bytes."""
    export = export_pairs([PAIR], name)
    text = "".join(export.chunks)
    files = {path: "".join(chunks) for path, chunks in export.files}
    assert sum(map(bool, (text, files, export.data))) == 1
    assert export.units == 2
