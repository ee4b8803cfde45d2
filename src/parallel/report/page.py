"""From content to HTML. Every text is escaped by the template engine; pictures escape their own."""

from collections.abc import Iterator
from functools import cache
from importlib import resources

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from parallel.pictures import Picture
from parallel.report.content import Report
from parallel.report.words import Words


def render_report(report: Report) -> Iterator[str]:
    """Yield the report as one self-contained HTML document: no script, no link to anything outside.

    Raises:
        UsageError: there is no report in its language.
    """
    words = Words(report.language)
    yield from _template().generate(
        report=report, say=words, svg=_svg, measures_of=_measures, run_measures_of=_run_measures
    )


@cache
def _template() -> Template:
    """Read the template once; StrictUndefined makes a misspelt name an error instead of an empty place."""
    text = resources.files("parallel.report").joinpath("templates/report.html").read_text("utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(text)


def _measures(report: Report) -> tuple[str, ...]:
    """Return the measures any pair has, in order."""
    return tuple(dict.fromkeys(name for pair in report.pairs for name, _ in pair.measures))


def _run_measures(report: Report) -> tuple[str, ...]:
    """Return the measures any run has, in order."""
    return tuple(dict.fromkeys(name for run in report.runs for name, _ in run.measures))


def _svg(picture: Picture) -> Markup:
    """Let a picture's markup through: :mod:`parallel.pictures` escapes every text it puts in."""
    return Markup(picture.svg)  # noqa: S704  (escaped where it was made; a test feeds it markup)
