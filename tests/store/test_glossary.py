"""The term base on disk."""

from pathlib import Path

import pytest

from parallel.errors import InputError, UsageError
from parallel.model.document import ENGLISH, TURKISH
from parallel.model.termbase import TermStatus
from parallel.store.glossary import curated_folder, load_glossary, parse_csv

ENTRY = """\
- id: misak-i-milli
  domain: treaty
  definition: >-
    The six-point
    programme of 1920.
  tr:
    - {term: Misak-ı Millî, variants: [Millî Misak]}
    - {term: Ahd-ı Millî}
  en:
    - {term: National Pact}
    - {term: National Oath, status: deprecated, reason: Older usage.}
  sources:
    - editorial
    - {author: Lewis, title: Emergence, year: "1961"}
  see_also: [sevr]
  review: {state: reviewed-twice, by: editorial, date: "2026-11-20"}
"""


def test_a_concept_is_read(tmp_path: Path) -> None:
    """Everything an entry says is there; the first term is preferred, later ones admitted."""
    (tmp_path / "treaties.yaml").write_text(ENTRY, "utf-8")
    (tmp_path / "preferences.yaml").write_text("- not a concept\n", "utf-8")
    (concept,) = load_glossary(tmp_path, "glossary")
    assert concept.definition == "The six-point programme of 1920."
    assert [term.status for term in concept.in_language(TURKISH)] == [TermStatus.PREFERRED, TermStatus.ADMITTED]
    assert concept.in_language(ENGLISH)[1].reason == "Older usage."
    assert [source.title for source in concept.sources] == ["editorial", "Emergence"]
    assert (concept.review, concept.date, concept.where) == ("reviewed-twice", "2026-11-20", "glossary/treaties.yaml:1")


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("id: x\n", 1, "concepts are a list"),
        ("- id: x\n  domain: d\n", 1, "'definition' is missing"),
        ("- id: x\n  domain: d\n  definition: y\n  en:\n    - {term: z, status: loved}\n", 5, "unknown status"),
        ("- id: x\n  domain: d\n  definition: y\n  en:\n    - {term: ''}\n", 5, "must be text"),
        ("- id: x\n  domain: d\n  definition: y\n  tr: Misak\n", 4, "must be a list"),
        ("- id: x\n  domain: d\n  definition: y\n- id: x\n  domain: d\n  definition: y\n", 4, "stands twice"),
    ],
)
def test_refusals_name_the_line(text: str, line: int, what: str, tmp_path: Path) -> None:
    """Every broken rule is one error with file and line."""
    path = tmp_path / "g.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        load_glossary(path, "g.yaml")
    assert what in caught.value.message
    assert caught.value.where == f"g.yaml:{line}"


def test_csv_rows_of_one_id_make_one_concept() -> None:
    """A spreadsheet's rows are gathered by concept."""
    data = "concept_id,lang,term,status\nsevr,tr,Sevr Antlaşması,preferred\nsevr,en,Treaty of Sèvres,preferred\n"
    (concept,) = parse_csv(data.encode(), "g.csv")
    assert [term.text for term in concept.terms] == ["Sevr Antlaşması", "Treaty of Sèvres"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("id,lang,term\n", 1),
        ("concept_id,lang,term,status\na,tr,b\n", 2),
        ("concept_id,lang,term,status\na,tr,,preferred\n", 2),
        ("concept_id,lang,term,status\na,tr,b,best\n", 2),
    ],
)
def test_csv_refusals_name_the_line(text: str, line: int) -> None:
    """A broken row is one error with file and line."""
    with pytest.raises(InputError) as caught:
        parse_csv(text.encode(), "g.csv")
    assert caught.value.where == f"g.csv:{line}"


def test_a_missing_glossary_is_a_usage_error(tmp_path: Path) -> None:
    """A path that does not exist is the caller's slip."""
    with pytest.raises(UsageError):
        load_glossary(tmp_path / "none")


def test_the_curated_glossary_loads() -> None:
    """What ships is of the form and large enough to be worth shipping."""
    assert len(load_glossary(curated_folder(), "glossary")) >= 60
