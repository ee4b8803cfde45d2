"""Findings for people, spreadsheets, programs and code-review tools."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from parallel import __version__
from parallel.exchange.tsv import write_rows
from parallel.model.bitext import Bitext
from parallel.model.finding import Finding, Severity
from parallel.model.span import Span

Checked = Sequence[tuple[Bitext, Sequence[Finding]]]
"""What was checked and what was found, in order."""
TSV_HEADER = ("row", "check", "severity", "message", "tr_span", "en_span", "related")
_SARIF_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_EXCERPT = 80


class FindingsWriter(Protocol):
    """Turns findings into text, in pieces."""

    def __call__(self, checked: Checked, /) -> Iterator[str]:
        """Yield the output in pieces."""
        ...


def write_text(checked: Checked) -> Iterator[str]:
    """Yield findings for reading: place, severity, check, message and both texts cut short."""
    for bitext, findings in checked:
        for finding in findings:
            row = bitext.rows[finding.row]
            yield f"{bitext.name}, row {finding.row}: {finding.severity.value}: {finding.message} [{finding.check}]\n"
            yield f"    {bitext.languages.source}: {_excerpt(row.source, finding.source_spans)}\n"
            yield f"    {bitext.languages.target}: {_excerpt(row.target, finding.target_spans)}\n"


def write_tsv(checked: Checked) -> Iterator[str]:
    """Yield one row per finding; where several bitexts were checked, a first column names them."""
    several = len(checked) > 1
    header = ("pair", *TSV_HEADER) if several else TSV_HEADER
    rows = (
        ([bitext.name] if several else []) + _cells(finding) for bitext, findings in checked for finding in findings
    )
    yield from write_rows(header, rows)


def write_json(checked: Checked) -> Iterator[str]:
    """Yield one JSON array of findings with their texts."""
    records = [
        {
            "pair": bitext.name,
            "row": finding.row,
            "bead": bitext.rows[finding.row].bead,
            "check": finding.check,
            "severity": finding.severity.value,
            "message": finding.message,
            "suggestion": finding.suggestion,
            "source": bitext.rows[finding.row].source,
            "target": bitext.rows[finding.row].target,
            "source_spans": [[s.start, s.end] for s in finding.source_spans],
            "target_spans": [[s.start, s.end] for s in finding.target_spans],
            "related": list(finding.related),
        }
        for bitext, findings in checked
        for finding in findings
    ]
    yield json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def write_sarif(checked: Checked) -> Iterator[str]:
    """Yield a SARIF 2.1.0 log (OASIS 2020); a row of the bitext counts as a line."""
    ids = sorted({finding.check for _, findings in checked for finding in findings})
    results = [
        {
            "ruleId": finding.check,
            "level": _SARIF_LEVEL[finding.severity],
            "message": {"text": finding.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": bitext.name},
                        "region": {"startLine": finding.row + 1},
                    }
                }
            ],
        }
        for bitext, findings in checked
        for finding in findings
    ]
    driver = {"name": "tren", "version": __version__, "rules": [{"id": check} for check in ids]}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    log = {"$schema": schema, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}
    yield json.dumps(log, ensure_ascii=False, indent=1) + "\n"


FINDINGS_WRITERS: Mapping[str, FindingsWriter] = MappingProxyType(
    {"text": write_text, "json": write_json, "tsv": write_tsv, "sarif": write_sarif}
)


def _cells(finding: Finding) -> list[str]:
    return [
        str(finding.row),
        finding.check,
        finding.severity.value,
        finding.message,
        _spans(finding.source_spans),
        _spans(finding.target_spans),
        ";".join(map(str, finding.related)),
    ]


def _spans(spans: Iterable[Span]) -> str:
    return ";".join(f"{span.start}:{span.end}" for span in spans)


def _excerpt(text: str, spans: Sequence[Span]) -> str:
    """Return at most 80 characters of ``text`` around the first span, control characters shown escaped."""
    start = max(0, spans[0].start - 20) if spans and len(text) > _EXCERPT else 0
    part = text[start : start + _EXCERPT]
    shown = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in part)
    return ("…" if start else "") + shown + ("…" if start + _EXCERPT < len(text) else "")
