"""What every exporter promises."""

import pytest

from builders import bead, pair
from parallel.exchange import EXPORTERS, units_of
from parallel.exchange.registry import Exporter
from parallel.model.bitext import Languages

PAIR = pair(bead(1, "Bir\ttab ve\u2028ayraç.", "A tab."), bead(2, "İkinci “söz”.", "Second <word> & more."))


@pytest.mark.parametrize("exporter", EXPORTERS.values(), ids=EXPORTERS)
def test_every_unit_is_there(exporter: Exporter) -> None:
    """Ids and texts of all units are in the output."""
    units, _ = units_of(PAIR)
    text = "".join(exporter(units, PAIR.languages))
    assert all(unit.id in text for unit in units)
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
