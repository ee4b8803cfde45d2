"""The reading edition: everything there, everything escaped, nothing loaded."""

from dataclasses import replace
from typing import Any

from lxml import html

from builders import bead, concept, pair, termbase
from parallel.exchange import Credits, units_of
from parallel.exchange.html_edition import Edition, write_html
from parallel.model.bitext import Languages

EVIL = "<script>alert(1)</script>\"&'"
PAIR = pair(
    replace(bead(1, f"Misak-ı Millî’nin ilanı {EVIL}", f"The National Pact {EVIL}"), note=EVIL, flagged=EVIL),
    bead(2, "İki.", "Two."),
)
RENDERINGS = (("National Pact", "preferred"), ("National Oath", "forbidden"))
TERMS = termbase(concept("misak-i-milli", "Misak-ı Millî", *RENDERINGS))
CREDIT = Credits(source=(("author", "A. Yazar"), ("rights", f"Her hakkı saklıdır {EVIL}")))


def page() -> str:
    """Write the page."""
    units, _ = units_of(PAIR, credit=CREDIT)
    return "".join(write_html(units, Languages(), edition=Edition(title=EVIL, termbase=TERMS)))


def parsed() -> Any:
    """Parse the page."""
    return html.fromstring(page())


def test_texts_stand_side_by_side() -> None:
    """A row for each unit, in its language."""
    rows = parsed().findall(".//tbody/tr")
    assert len(rows) == 2
    assert [cell.get("lang") for cell in rows[1]] == ["tr", "en"]
    assert "Misak-ı Millî’nin ilanı <script>" in rows[0].text_content()


def test_nothing_runs_and_nothing_is_loaded() -> None:
    """No script, no address, a policy that forbids both."""
    tree = parsed()
    assert not list(tree.iter("script", "link", "img", "iframe"))
    assert "http" not in page().replace("http-equiv", "")
    assert "default-src 'none'" in page()
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]


def test_terms_lead_to_their_entries() -> None:
    """Each marked term is a link; its entry gives definition, rendering, and what not to use."""
    tree = parsed()
    (link,) = tree.xpath("//a[@class='term']")
    assert (link.get("href"), link.text) == ("#misak-i-milli", "Misak-ı Millî’nin")
    entry = tree.xpath("//dt[@id='misak-i-milli']/following-sibling::dd")[0].text_content()
    assert "National Pact" in entry
    assert "A test concept." in entry
    assert tree.xpath("//*[@class='deprecated']")[0].text == "National Oath"


def test_notes_provenance_and_rights_are_printed() -> None:
    """Remarks, flags, places, author and rights."""
    text = parsed().text_content()
    assert text.count("alert(1)") >= 6
    assert "page 1, line 1" in text
    assert "A. Yazar. Her hakkı saklıdır" in text


def test_without_terms() -> None:
    """An edition needs no term base."""
    assert "terms" not in "".join(write_html(units_of(PAIR)[0], Languages())).partition("<body>")[2]
