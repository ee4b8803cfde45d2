"""Checking pairs of the workspace, or a bare file of pairs."""

from collections.abc import Sequence
from pathlib import Path

from parallel.check import CheckOptions, run_checks
from parallel.exchange.tsv import read_pairs
from parallel.model.bitext import Bitext, Languages
from parallel.model.finding import Finding, Severity
from parallel.store.aligned import load_pair
from parallel.workbench.bitexts import bitext_of
from parallel.workbench.documents import raw_from

_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}

Checked = tuple[Bitext, tuple[Finding, ...]]


def check_bitexts(bitexts: Sequence[Bitext], options: CheckOptions) -> tuple[Checked, ...]:
    """Run the checks over each bitext.

    Raises:
        UsageError: an enabled check is unknown.
    """
    return tuple((bitext, run_checks(bitext, options=options)) for bitext in bitexts)


def bitext_from_file(name: str, languages: Languages, *, stdin: bytes = b"", encoding: str | None = None) -> Bitext:
    """Read pairs from ``tr<TAB>en`` lines or from a bead file of ``aligned/``.

    Raises:
        UsageError: no such file.
        InputError: not of either form; ``file:line`` is named.
    """
    if Path(name).suffix == ".jsonl":
        raw_from(name)  # the same refusals as for any text
        pair, _ = load_pair(Path(name), name)
        return bitext_of(pair)
    return read_pairs(raw_from(name, stdin=stdin, encoding=encoding).text, name, languages)


def at_least(checked: Sequence[Checked], severity: Severity) -> tuple[Checked, ...]:
    """Keep only findings at least as serious as ``severity``."""
    kept = []
    for bitext, findings in checked:
        kept.append((bitext, tuple(f for f in findings if _RANK[f.severity] >= _RANK[severity])))
    return tuple(kept)


def count(checked: Sequence[Checked]) -> int:
    """Return the number of findings."""
    return sum(len(findings) for _, findings in checked)
