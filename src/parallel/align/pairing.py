"""Which parts of one article translate each other: its abstract in two languages."""

from dataclasses import dataclass

from parallel.model.document import CleanDocument, Language, Passage, Role

_PAIRED_ROLES = (Role.TITLE, Role.ABSTRACT, Role.KEYWORDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class AbstractPair:
    """The two sides of an article's abstract, in reading order."""

    source: tuple[Passage, ...]
    """In the article's own language."""
    target: tuple[Passage, ...]
    """In the other language."""


def abstract_pair(document: CleanDocument, source: Language, target: Language) -> AbstractPair | None:
    """Find the abstract of an article in both languages.

    A title or a keyword list belongs to the pair only where both languages have one: a Turkish article usually repeats
    title and keywords beside its English abstract, but extraction loses some of them.

    Args:
        document: the cleaned article.
        source: language of the article.
        target: language of the translation sought.

    Returns:
        Both sides, or None when either language has no abstract, or both are the same language.
    """
    if source == target:
        return None
    sides = {
        language: {role: _passages(document, role, language) for role in _PAIRED_ROLES} for language in (source, target)
    }
    if not sides[source][Role.ABSTRACT] or not sides[target][Role.ABSTRACT]:
        return None
    roles = [role for role in _PAIRED_ROLES if sides[source][role] and sides[target][role]]
    kept = {language: {p.id for role in roles for p in sides[language][role]} for language in (source, target)}
    return AbstractPair(
        source=tuple(passage for passage in document.passages if passage.id in kept[source]),
        target=tuple(passage for passage in document.passages if passage.id in kept[target]),
    )


def _passages(document: CleanDocument, role: Role, language: Language) -> list[Passage]:
    return [passage for passage in document.passages if passage.role is role and passage.language == language]
