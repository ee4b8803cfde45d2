"""Run one check over a few pairs, and a small term base to do it with."""

from collections.abc import Sequence

from parallel.check import CheckOptions, run_checks
from parallel.model.bitext import Bitext, Languages, Row
from parallel.model.document import ENGLISH, TURKISH
from parallel.model.finding import Finding, Severity
from parallel.model.termbase import Concept, ConceptId, Term, TermBase, TermStatus

EN_TR = Languages(ENGLISH, TURKISH)


def concept(concept_id: str, turkish: Sequence[str], **english: Sequence[str]) -> Concept:
    """Build a concept from its Turkish terms, the first preferred, and its English ones by status."""
    terms = [
        Term(text=text, language=TURKISH, status=TermStatus.ADMITTED if at else TermStatus.PREFERRED)
        for at, text in enumerate(turkish)
    ]
    terms += [
        Term(text=text, language=ENGLISH, status=TermStatus(status), reason="a reason" if status == "forbidden" else "")
        for status, texts in english.items()
        for text in texts
    ]
    return Concept(id=ConceptId(concept_id), domain="test", definition="", terms=tuple(terms))


TERMS = TermBase(
    concepts=(
        concept(
            "misak-i-milli",
            ["Misak-ı Millî"],
            preferred=["National Pact"],
            deprecated=["National Oath"],
            forbidden=["Milli Pact"],
        ),
        concept("sevr", ["Sevr Antlaşması"], preferred=["Treaty of Sèvres"], forbidden=["Treaty of Sevr"]),
        concept("lozan", ["Lozan"], preferred=["Lausanne"], forbidden=["Láusanne"]),
        concept("harp", ["I. Dünya Savaşı"], preferred=["First World War"], admitted=["World War I"]),
        concept("hudut", ["hudut"], preferred=["border"], admitted=["frontier"]),
        concept("murahhas", ["murahhas"], preferred=["delegate"]),
        concept("ekalliyet", ["ekalliyet"], preferred=["minority"]),
        concept("heyet", ["murahhas heyeti"], preferred=["delegate body"]),
        concept("bmm", ["Büyük Millet Meclisi", "TBMM"], preferred=["Grand National Assembly"], admitted=["GNA"]),
        concept("karabekir", ["Kâzım Karabekir"], preferred=["Kâzım Karabekir Pasha"]),
        concept("yemin", ["Yeminname"]),
    )
)
"""Concepts of the period, statuses mixed on purpose."""


def bitext(
    pairs: Sequence[tuple[str, str]], *, paragraphs: Sequence[int] = (), languages: Languages | None = None
) -> Bitext:
    """Build a bitext; all in one paragraph unless said otherwise."""
    numbers = paragraphs or [0] * len(pairs)
    rows = tuple(
        Row(source=source, target=target, paragraph=number)
        for (source, target), number in zip(pairs, numbers, strict=True)
    )
    return Bitext(name="test", rows=rows, languages=languages or Languages())


def findings(
    check_id: str,
    pairs: Sequence[tuple[str, str]],
    *,
    paragraphs: Sequence[int] = (),
    languages: Languages | None = None,
    termbase: TermBase | None = TERMS,
) -> tuple[Finding, ...]:
    """Run one check and return its findings."""
    options = CheckOptions(termbase=termbase, enabled=frozenset({check_id}))
    return run_checks(bitext(pairs, paragraphs=paragraphs, languages=languages), options=options)


def sure(
    check_id: str, pairs: Sequence[tuple[str, str]], *, paragraphs: Sequence[int] = ()
) -> list[tuple[int, Severity]]:
    """Run one check and return row and severity of its findings that are no info."""
    found = findings(check_id, pairs, paragraphs=paragraphs)
    return [(finding.row, finding.severity) for finding in found if finding.severity is not Severity.INFO]
