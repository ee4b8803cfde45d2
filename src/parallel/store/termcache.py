"""What a glossary folder said, kept in a form that is read in a tenth of the time its YAML takes.

It is only a copy: lost, damaged or of other files, it is not used, and the YAML is read again.
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from parallel import __version__
from parallel.errors import WriteError
from parallel.model.document import Language
from parallel.model.termbase import Concept, ConceptId, Source, Term, TermStatus
from parallel.store import atomic

_FORM = "1"
"""Counts up when the lines below mean something else."""
_STATUSES = {status.value: status for status in TermStatus}


def digest_of(files: Iterable[tuple[str, bytes]]) -> str:
    """Return a digest of files by name, and of the version that reads them."""
    digest = sha256(f"{_FORM} {__version__}".encode())
    for name, data in files:
        digest.update(f"\0{name}\0{len(data)}\0".encode("utf-8", "surrogatepass"))
        digest.update(data)
    return digest.hexdigest()


def recall(path: Path, digest: str) -> tuple[Concept, ...] | None:
    """Return the concepts kept under a digest, or None when they are not there as they were kept."""
    with suppress(OSError, ValueError, TypeError, KeyError, IndexError):
        first, _, body = path.read_bytes().partition(b"\n")
        if first == f"{digest} {sha256(body).hexdigest()}".encode():
            return tuple(map(_concept, json.loads(body)))
    return None


def keep(path: Path, digest: str, concepts: Iterable[Concept]) -> None:
    """Keep concepts; where that can't be done, nobody needs to know."""
    body = json.dumps([_record(concept) for concept in concepts], ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )
    head = f"{digest} {sha256(body).hexdigest()}\n".encode()
    with suppress(WriteError):
        atomic.save(path, [head, body])


def _record(concept: Concept) -> list[Any]:
    terms = [[t.text, t.language, t.status.value, t.variants, t.reason, t.part_of_speech] for t in concept.terms]
    sources = [[source.title, source.author, source.year, source.pages] for source in concept.sources]
    said = [concept.period, concept.usage, concept.review, concept.reviewer, concept.date, concept.where]
    return [concept.id, concept.domain, concept.definition, terms, sources, concept.see_also, *said]


def _concept(record: list[Any]) -> Concept:
    name, domain, definition, terms, sources, see_also, period, usage, review, reviewer, date, where = record
    return Concept(
        id=ConceptId(name),
        domain=domain,
        definition=definition,
        terms=tuple(map(_term, terms)),
        period=period,
        usage=usage,
        sources=tuple(Source(title=said[0], author=said[1], year=said[2], pages=said[3]) for said in sources),
        see_also=tuple(see_also),
        review=review,
        reviewer=reviewer,
        date=date,
        where=where,
    )


def _term(record: list[Any]) -> Term:
    text, language, status, variants, reason, speech = record
    return Term(
        text=text,
        language=Language(language),
        status=_STATUSES[status],
        variants=tuple(variants),
        reason=reason,
        part_of_speech=speech,
    )
