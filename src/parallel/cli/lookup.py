"""``tren lookup``."""

import json

import click

from parallel.cli import options, output
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.termbase import Concept, Term, TermStatus
from parallel.terms import LookupResult
from parallel.workbench.termbases import load_termbase, look_up


@click.command("lookup")
@click.argument("text")
@options.language
@options.glossary
@options.choice("text", "json")
@click.pass_context
def command(ctx: click.Context, text: str, language: Language | None, glossary: str | None, form: str) -> None:
    """Look a term up in any spelling or inflection, in Turkish or English.

    Case, circumflex, hyphen, apostrophe and Turkish suffixes do not matter. Where nothing fits exactly, the nearest
    entries are offered and the exit status is 1.
    """
    termbase = load_termbase(options.workspace_or_none(ctx), glossary)
    result = look_up(termbase, text, language)
    if form == "json":
        output.emit([json.dumps(_record(result), ensure_ascii=False, indent=1) + "\n"])
    elif result.exact:
        output.emit("\n".join(_entry(hit.concept) for hit in result.exact))
    elif result.near:
        output.emit([f"No entry for {output.printable(text)!s}. Near misses:\n"])
        output.emit(f"  {_heads(miss.concept)}  [{miss.concept.id}, {miss.similarity:.0%}]\n" for miss in result.near)
    else:
        output.say(f"No entry for {text}, and nothing near it.")
    if not result.exact:
        ctx.exit(1)


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


def _record(result: LookupResult) -> dict[str, object]:
    return {
        "exact": [_concept_record(hit.concept) for hit in result.exact],
        "near": [{**_concept_record(miss.concept), "similarity": round(miss.similarity, 3)} for miss in result.near],
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
