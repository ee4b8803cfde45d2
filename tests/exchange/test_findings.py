"""Findings in every form."""

import json

import pytest

from builders import bitext
from parallel.exchange.findings import FINDINGS_WRITERS, TSV_HEADER
from parallel.model.finding import Finding, Severity
from parallel.model.span import Span

ROW = ("Sevr Antlaşması\x1b[31m imzalandı. " + "a" * 90, "The Treaty of Sevr was signed.")
FINDING = Finding(
    check="glossary-forbidden",
    severity=Severity.ERROR,
    row=0,
    message="“Sevr” is forbidden",
    source_spans=(Span(0, 4),),
    target_spans=(Span(4, 18), Span(19, 22)),
    related=(0,),
)
CHECKED = ((bitext(ROW), (FINDING,)),)


def written(form: str) -> str:
    """Write the test finding."""
    return "".join(FINDINGS_WRITERS[form](CHECKED))


def test_tsv_has_the_promised_columns() -> None:
    """Row, check, severity, message, spans and related rows."""
    header, row, _ = written("tsv").split("\n")
    assert tuple(header.split("\t")) == TSV_HEADER
    assert row.split("\t")[4:] == ["0:4", "4:18;19:22", "0"]


def test_tsv_of_several_bitexts_names_them() -> None:
    """With more than one bitext a first column says which."""
    lines = "".join(FINDINGS_WRITERS["tsv"](CHECKED * 2)).split("\n")
    assert lines[0].startswith("pair\t")
    assert lines[1].startswith("test\t")


def test_text_cannot_steer_a_terminal() -> None:
    """Control characters are shown escaped, long texts cut."""
    text = written("text")
    assert "\x1b" not in text
    assert "\\x1b" in text
    assert "…" in text


def test_json_holds_texts_and_spans() -> None:
    """Programs get everything."""
    (record,) = json.loads(written("json"))
    assert record["target_spans"] == [[4, 18], [19, 22]]
    assert record["source"] == ROW[0]


def test_sarif_names_rule_and_place() -> None:
    """Code-review tools get a rule, a level and a line."""
    (run,) = json.loads(written("sarif"))["runs"]
    (result,) = run["results"]
    assert (result["ruleId"], result["level"]) == ("glossary-forbidden", "error")
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 1


@pytest.mark.parametrize("form", FINDINGS_WRITERS)
def test_nothing_found_is_still_well_formed(form: str) -> None:
    """No findings give an empty but valid output."""
    text = "".join(FINDINGS_WRITERS[form](((bitext(ROW), ()),)))
    assert form not in {"json", "sarif"} or json.loads(text) is not None
