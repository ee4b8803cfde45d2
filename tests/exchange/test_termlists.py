"""Plain term lists, out and in."""

import csv
import io
from dataclasses import replace

import pytest

from builders import concept, termbase
from parallel.errors import InputError
from parallel.exchange.termlists import (
    concept_id,
    read_omegat_glossary,
    read_term_rows,
    read_utx,
    write_omegat_glossary,
    write_term_csv,
    write_utx,
    write_weblate_glossary,
)
from parallel.model.bitext import Languages
from parallel.model.termbase import Concept, TermBase, TermStatus

RENDERINGS = (("National Pact", "preferred"), ("Pact", "admitted"), ("National Oath", "forbidden"))
PACT = concept("misak-i-milli", "Misak-ı Millî", *RENDERINGS)
PACT = replace(PACT, terms=(replace(PACT.terms[0], variants=("Millî Misak",)), *PACT.terms[1:]))
BASE = termbase(PACT, concept("nutuk", "Nutuk", ("Speech", "preferred")))


def rows(text: str) -> list[tuple[int, dict[str, str]]]:
    """Read a CSV with an independent reader."""
    return list(enumerate(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")), 2))


def terms(found: Concept) -> list[tuple[str, str]]:
    """Return texts and statuses."""
    return [(term.text, term.status.value) for term in found.terms]


def test_omegat_glossary() -> None:
    """Only terms that may be used; each spelling has its line; they come back as one concept."""
    text = "".join(write_omegat_glossary(BASE, Languages()))
    assert text.splitlines()[:2] == [
        "Misak-ı Millî\tNational Pact; Pact\tA test concept.",
        "Millî Misak\tNational Pact; Pact\tA test concept.",
    ]
    read = read_omegat_glossary("# head\n\n" + text, "f", Languages())
    first = read.concepts[0]
    assert (first.id, first.terms[0].variants) == ("misak-i-milli", ("Millî Misak",))
    assert terms(first) == [("Misak-ı Millî", "preferred"), ("National Pact", "preferred"), ("Pact", "admitted")]


def test_weblate_glossary() -> None:
    """A row for each pair of terms; forbidden ones are marked."""
    found = [row for _, row in rows("".join(write_weblate_glossary(BASE, Languages())))]
    assert [(row["target"], row["flags"]) for row in found] == [
        ("National Pact", ""),
        ("Pact", ""),
        ("National Oath", "forbidden"),
        ("Speech", ""),
    ]


def test_utx() -> None:
    """Statuses and ids come back."""
    text = "".join(write_utx(BASE, Languages()))
    assert text.startswith("#UTX 1.20; tr/en;")
    read = read_utx(text, "f", Languages())
    assert [found.id for found in read] == ["misak-i-milli", "nutuk"]
    assert ("National Oath", "forbidden") in terms(read.concepts[0])


def test_csv_keeps_every_term() -> None:
    """Status, variants and definition come back."""
    read = read_term_rows(rows("".join(write_term_csv(BASE, Languages()))), "f")
    assert [found.terms for found in read] == [found.terms for found in BASE]
    assert read.concepts[0].definition == "A test concept."


@pytest.mark.parametrize(
    ("text", "line"),
    [("no head\n", 1), ("#UTX 1.20; tr/en\n#src\ttgt\nbir\n", 3)],
)
def test_bad_utx_is_refused(text: str, line: int) -> None:
    """The line is named."""
    with pytest.raises(InputError, match=f"f:{line}"):
        read_utx(text, "f", Languages())


def test_bad_lists_are_refused() -> None:
    """A line without a tab, a row without a term, an unknown status."""
    with pytest.raises(InputError, match="f:1"):
        read_omegat_glossary("bir\n", "f", Languages())
    with pytest.raises(InputError, match="f:4"):
        read_term_rows([(4, {"concept_id": "a", "lang": "tr", "term": ""})], "f")
    with pytest.raises(InputError, match="unknown status 'x'"):
        read_term_rows([(4, {"concept_id": "a", "lang": "tr", "term": "b", "status": "x"})], "f")


def test_ids_are_readable() -> None:
    """ASCII with hyphens; something even where nothing is left."""
    assert concept_id("Heyet-i Temsîliye") == "heyet-i-temsiliye"
    assert concept_id("東京") == "concept"


def test_an_empty_term_base() -> None:
    """Heads without lines."""
    empty = TermBase(concepts=())
    assert "".join(write_omegat_glossary(empty, Languages())) == ""
    assert len(rows("".join(write_term_csv(empty, Languages())))) == 0
    assert TermStatus.PREFERRED
