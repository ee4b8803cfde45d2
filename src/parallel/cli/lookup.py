"""``tren lookup``."""

import json

import click

from parallel.cli import options, output
from parallel.cli.concordance import grouped, occurrence_record
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.termbase import Concept, Term, TermStatus
from parallel.store.workspace import Workspace
from parallel.terms import LookupResult
from parallel.workbench.glossary.concordances import Occurrence, counts_as_built, occurrences_of
from parallel.workbench.glossary.preferring import preferences_for
from parallel.workbench.glossary.termbases import load_termbase, look_up

NEAR_MISSES = 5
"""How many are offered."""


@click.command("lookup")
@click.argument("text")
@options.language
@options.glossary
@options.choice("text", "json")
@click.pass_context
def command(ctx: click.Context, text: str, language: Language | None, glossary: str | None, form: str) -> None:
    """Look a term up in any spelling or inflection, in Turkish or English.

    Case, circumflex, hyphen, apostrophe and Turkish suffixes do not matter. The entry is followed by what is preferred
    in this workspace and by every occurrence in its pairs, under the rendering used there. Where nothing fits exactly,
    the nearest entries are offered and the exit status is 1. A date or year of the Rumî or Hicrî calendar, such as
    "31 Mart 1325", is converted.
    """
    workspace = options.workspace_or_none(ctx)
    dates = _dates(text, language or TURKISH)
    result = look_up(load_termbase(workspace, glossary), text, language, limit=0 if dates else NEAR_MISSES)
    found = [(hit.concept, _occurrences(workspace, hit.concept)) for hit in result.exact]
    if form == "json":
        output.emit([json.dumps(_record(result, found, dates), ensure_ascii=False, indent=1) + "\n"])
    else:
        output.emit(f"{output.printable(line)}\n" for line in dates)
        output.emit("\n".join(_entry(concept) + _uses(workspace, concept, uses) for concept, uses in found))
        if not found and not dates:
            _offer(result, text)
    if not found and not dates:
        ctx.exit(1)


def _dates(text: str, language: Language) -> tuple[str, ...]:
    if not any(char.isdigit() for char in text):
        return ()
    from parallel.workbench.glossary.dating import explained  # noqa: PLC0415  (what reads dates is slow to import)

    return explained(text, language)


def _offer(result: LookupResult, text: str) -> None:
    if result.near:
        output.emit([f"No entry for {output.printable(text)!s}. Near misses:\n"])
        output.emit(f"  {_heads(miss.concept)}  [{miss.concept.id}, {miss.similarity:.0%}]\n" for miss in result.near)
    else:
        output.say(f"No entry for {text}, and nothing near it.")


def _occurrences(workspace: Workspace | None, concept: Concept) -> tuple[Occurrence, ...]:
    return occurrences_of(workspace, [concept]) if workspace else ()


def _uses(workspace: Workspace | None, concept: Concept, uses: tuple[Occurrence, ...]) -> str:
    """Return what the workspace says of a concept."""
    if workspace is None:
        return ""
    lines = [f"  {line}\n" for line in preferences_for(workspace, concept)]
    if uses:
        lines.append("  In the pairs of this workspace:\n")
        lines += [f"    {line}\n" for line in grouped(uses)]
    counts = counts_as_built(workspace, concept)
    if counts:
        lines.append(f"  In its documents, as last built: {', '.join(f'{name} {count}×' for name, count in counts)}\n")
    return "".join(lines)


def _entry(concept: Concept) -> str:
    lines = [
        f"{_heads(concept)}  [{concept.id}]",
        f"  {concept.domain}{', ' + concept.period if concept.period else ''}",
    ]
    lines.append(f"  {concept.definition}")
    for language, name in ((TURKISH, "Turkish"), (ENGLISH, "English")):
        lines += [f"  {name}: {_term(term)}" for term in concept.in_language(language)]
    lines += [f"  Usage: {concept.usage}"] if concept.usage else []
    sources = "; ".join(", ".join(filter(None, (s.author, s.title, s.year, s.pages))) for s in concept.sources)
    lines += [f"  Source: {sources}"] if sources else []
    lines += [f"  See also: {', '.join(concept.see_also)}"] if concept.see_also else []
    return "\n".join(line for line in lines if line.strip()) + "\n"


def _heads(concept: Concept) -> str:
    turkish, english = concept.preferred(TURKISH), concept.preferred(ENGLISH)
    return f"{turkish.text if turkish else concept.id} — {english.text if english else '?'}"


def _term(term: Term) -> str:
    status = (
        ""
        if term.status is TermStatus.PREFERRED
        else f" ({term.status.value}{': ' + term.reason if term.reason else ''})"
    )
    variants = f" [also {', '.join(term.variants)}]" if term.variants else ""
    return f"{term.text}{variants}{status}"


def _record(
    result: LookupResult, found: list[tuple[Concept, tuple[Occurrence, ...]]], dates: tuple[str, ...]
) -> dict[str, object]:
    return {
        "exact": [{**_concept_record(c), "occurrences": [occurrence_record(use) for use in uses]} for c, uses in found],
        "near": [{**_concept_record(miss.concept), "similarity": round(miss.similarity, 3)} for miss in result.near],
        "dates": list(dates),
    }


def _concept_record(concept: Concept) -> dict[str, object]:
    terms = [
        {
            "term": t.text,
            "language": t.language,
            "status": t.status.value,
            "variants": list(t.variants),
            "reason": t.reason,
        }
        for t in concept.terms
    ]
    return {
        "id": concept.id,
        "domain": concept.domain,
        "period": concept.period,
        "definition": concept.definition,
        "terms": terms,
        "usage": concept.usage,
        "see_also": list(concept.see_also),
    }
