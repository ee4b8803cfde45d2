"""What every registered check promises."""

import ast
import re
from pathlib import Path

import pytest

import parallel.check
from check.trial import EN_TR, TERMS, bitext
from parallel.check import Check, CheckOptions, run_checks
from parallel.check.registry import CHECKS
from parallel.model.bitext import Bitext, Languages
from parallel.model.document import Language
from parallel.model.finding import Finding, Severity

FAULTY = (
    ("Misak-ı Millî 4 Eylül 1919’da (x) “kabul” edildi.", "The the Milli Pact , 5 May (x “was adopted\x07."),
    ("Misak-ı Millî ve barış TBMM’de 30 kişiyle görüşüldü (Demir 1997: 41).", "The National Pact ve barış and 20 men."),
    ("Misak-ı Millî ve barış TBMM’de 30 kişiyle görüşüldü (Demir 1997: 41).", "The National Oath; the GNA and İsmet."),
    ("İsmet Paşa Ankara’ya gelmedi, Kâzım Karabekir Paşa da yazmadı.", "Ismet Pasha came to Ankara, Kazim wrote."),
    ("İsmet Paşa I. Dünya Savaşı’nda hudut boyundaydı.", "İsmet Pasha was on the frontier in World War I."),
    ("", "Something."),
    ("Bir şey.", ""),
    ("İ" * 300, "\u2028"),
)
IDS = sorted(CHECKS)


def run(check_id: str, rows: Bitext) -> tuple[Finding, ...]:
    """Run one check with the small term base."""
    return run_checks(rows, options=CheckOptions(termbase=TERMS, enabled=frozenset({check_id})))


@pytest.mark.parametrize("check_id", IDS)
def test_describes_itself(check_id: str) -> None:
    """Id, summary and remedy are there, each a sentence."""
    check: Check = CHECKS[check_id]
    assert check.id == check_id
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", check_id)
    assert isinstance(check.severity, Severity)
    for text in (check.summary, check.silenced_by):
        assert text.endswith(".")
        assert "\n" not in text


@pytest.mark.parametrize("check_id", IDS)
def test_an_empty_bitext_has_no_findings(check_id: str) -> None:
    """Nothing to look at, nothing to report."""
    assert not run(check_id, bitext([]))


@pytest.mark.parametrize("check_id", IDS)
def test_identical_good_rows_have_no_sure_findings(check_id: str) -> None:
    """A faithful pair repeated is neither inconsistent nor wrong."""
    pair = (
        "TBMM, 5 Ekim 1922’de (saat 14.00) 30 kişiyle “Misak-ı Millî” kararını kabul etti.",
        "On 5 October 1922 (at 2 p.m.) the GNA adopted the resolution “National Pact” with 30 members.",
    )
    found = run(check_id, bitext([pair] * 4))
    assert not [f for f in found if f.severity is not Severity.INFO]


@pytest.mark.parametrize("languages", [Languages(), EN_TR, Languages(Language("de"), Language("fr"))], ids=str)
@pytest.mark.parametrize("check_id", IDS)
def test_findings_point_into_the_rows(check_id: str, languages: Languages) -> None:
    """Rows exist, spans lie inside their texts, related rows are other rows, and a second run says the same."""
    rows = bitext(FAULTY, languages=languages)
    found = run(check_id, rows)
    for finding in found:
        assert finding.check == check_id
        assert 0 <= finding.row < len(rows.rows)
        assert all(len(s) > 0 and s.end <= len(rows.rows[finding.row].source) for s in finding.source_spans)
        assert all(len(s) > 0 and s.end <= len(rows.rows[finding.row].target) for s in finding.target_spans)
        assert all(0 <= row < len(rows.rows) and row != finding.row for row in finding.related)
        assert finding.message
        assert "\n" not in finding.message
    assert run(check_id, rows) == found


@pytest.mark.parametrize("check_id", IDS)
def test_info_is_the_only_step_down(check_id: str) -> None:
    """A check whose findings are info never reports more; the summary's severity is the usual one."""
    found = run(check_id, bitext(FAULTY))
    if CHECKS[check_id].severity is Severity.INFO:
        assert {f.severity for f in found} <= {Severity.INFO}


def test_every_class_with_a_run_method_is_registered() -> None:
    """No check is forgotten in its module."""
    folder = Path(parallel.check.__file__).parent
    classes = {
        node.name
        for path in folder.rglob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and any(isinstance(m, ast.FunctionDef) and m.name == "run" for m in node.body)
    }
    assert classes == {type(check).__name__ for check in CHECKS.values()} | {"Check"}
