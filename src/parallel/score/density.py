"""Findings per thousand words."""

from collections import Counter
from collections.abc import Sequence

from parallel import __version__
from parallel.model.bitext import Bitext
from parallel.model.finding import Finding, Severity
from parallel.model.score import Score

_PER = 1000


def finding_rates(bitext: Bitext, findings: Sequence[Finding]) -> tuple[Score, ...]:
    """Count findings of severity warning or error per 1,000 words of the translation, by check and together.

    Args:
        bitext: what was checked.
        findings: all that was found; info is not counted.

    Returns:
        ``findings`` for each check that found something (``subject`` is its id), then for the whole; empty when the
        translation has no words.
    """
    words = sum(len(row.target.split()) for row in bitext.rows)
    if not words:
        return ()
    counts = Counter(finding.check for finding in findings if finding.severity is not Severity.INFO)
    ordered = [*sorted(counts.items()), ("", sum(counts.values()))]
    signature = f"findings|severity:warning+|words:space|version:{__version__}"
    return tuple(
        Score(
            name="findings",
            value=count * _PER / words,
            unit="per-1000-words",
            n=words,
            signature=signature,
            subject=check,
        )
        for check, count in ordered
    )
