"""A small term base and a way to read scores."""

from collections.abc import Iterable, Sequence

from parallel.model.bitext import Bitext, Row
from parallel.model.document import ENGLISH, TURKISH
from parallel.model.score import Score
from parallel.model.termbase import Concept, ConceptId, Term, TermBase, TermStatus

STATUSES = (TermStatus.PREFERRED, TermStatus.ADMITTED, TermStatus.FORBIDDEN)


def concept(concept_id: str, turkish: str, *english: str) -> Concept:
    """Build a concept whose English terms are preferred, admitted and forbidden, in this order."""
    terms = [Term(text=turkish, language=TURKISH)]
    terms += [Term(text=text, language=ENGLISH, status=status) for text, status in zip(english, STATUSES, strict=False)]
    return Concept(id=ConceptId(concept_id), domain="test", definition="", terms=tuple(terms))


TERMS = TermBase(
    concepts=(
        concept("misak", "Misak-ı Millî", "National Pact", "National Oath", "Milli Pact"),
        concept("mucadele", "Millî Mücadele", "National Struggle", "National Movement"),
        concept("yemin", "Yeminname"),
    )
)


def bitext(*pairs: tuple[str, str]) -> Bitext:
    """Build a bitext."""
    return Bitext(name="test", rows=tuple(Row(source=source, target=target) for source, target in pairs))


def values(scores: Iterable[Score], subject: str = "") -> dict[str, float]:
    """Return the values of one subject by name."""
    return {score.name: score.value for score in scores if score.subject == subject}


def one(scores: Sequence[Score], name: str, subject: str = "") -> Score:
    """Return one score."""
    (found,) = [score for score in scores if (score.name, score.subject) == (name, subject)]
    return found
