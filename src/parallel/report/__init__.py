"""The report: one HTML file with everything an editor wants to see or print, from values other stages made."""

from parallel.report.content import (
    CheckLine,
    Drifting,
    FindingLine,
    Marked,
    PairPart,
    RenderingCount,
    Report,
    RunLine,
    TermLine,
    marked,
)
from parallel.report.page import render_report

__all__ = [
    "CheckLine",
    "Drifting",
    "FindingLine",
    "Marked",
    "PairPart",
    "RenderingCount",
    "Report",
    "RunLine",
    "TermLine",
    "marked",
    "render_report",
]
