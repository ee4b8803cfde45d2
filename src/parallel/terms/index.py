"""All terms of one language, found by their first letters.

A hash trie that takes four letters at a step and splits a bucket only when a text visits it, so that 50,000 terms are
filed in the time it takes to fold them. Stems are worked out when a term is first looked at.
"""

from collections import defaultdict
from collections.abc import Iterable

from parallel.language import inflection
from parallel.model.document import TURKISH, Language
from parallel.model.termbase import ConceptId, Term, TermBase
from parallel.terms.forms import Form, forms, spellings
from parallel.terms.stream import fold_letters

STRIDE = 4
"""Letters per step of the trie (2 fills buckets, 6 makes short terms a special case; measured on 50,000 terms)."""
BUCKET = 8
"""Entries a bucket may hold before it is split (chosen by us)."""


class Entry:
    """One spelling of a term; its stems are made on first use."""

    __slots__ = ("_forms", "concept", "letters", "prefix", "rank", "spelling", "stable", "term")

    def __init__(self, concept: ConceptId, term: Term, spelling: str, letters: str, rank: int) -> None:
        self.concept = concept
        self.term = term
        self.spelling = spelling
        self.letters = letters
        self.rank = rank
        """Place of the concept in the term base: decides between equals."""
        self.stable = _stable(letters, term.language)
        """How many first letters every stem shares."""
        self.prefix = letters[: self.stable]
        """Those letters."""
        self._forms: tuple[Form, ...] | None = None

    @property
    def forms(self) -> tuple[Form, ...]:
        """Stems of this spelling, the citation form first."""
        if self._forms is None:
            self._forms = forms(self.spelling, self.term)
        return self._forms


def _stable(letters: str, language: Language) -> int:
    """Return how many letters no stem of the word changes: at most the last three are lost or replaced."""
    changed = 3 if language == TURKISH and letters[-1:] in inflection.VOWELS else 2
    return max(len(letters) - changed, 0)


class _Node:
    """Entries that share their first ``depth`` letters."""

    __slots__ = ("children", "depth", "entries")

    def __init__(self, depth: int) -> None:
        self.depth = depth
        self.entries: list[Entry] = []
        self.children: dict[str, _Node] | None = None

    def split(self) -> None:
        """Move entries that have enough stable letters one step down."""
        self.children = {}
        end = self.depth + STRIDE
        kept = []
        for entry in self.entries:
            if entry.stable >= end:
                self.children.setdefault(entry.letters[self.depth : end], _Node(end)).entries.append(entry)
            else:
                kept.append(entry)
        self.entries = kept


class TermIndex:
    """Entries by their first letters.

    Args:
        termbase: its concepts.
        language: whose terms are wanted.
    """

    def __init__(self, termbase: TermBase, language: Language) -> None:
        self.entries = tuple(_entries(termbase, language))
        """In the order of the term base."""
        self.nodes: dict[str, _Node] = {}
        """By the first four letters, or all letters of a shorter stem."""
        short: dict[str, list[Entry]] = defaultdict(list)
        nodes = self.nodes
        for entry in self.entries:
            if entry.stable >= STRIDE:
                key = entry.letters[:STRIDE]
                node = nodes.get(key)
                if node is None:
                    node = nodes[key] = _Node(STRIDE)
                node.entries.append(entry)
            else:
                for key in {form.letters[:STRIDE] for form in entry.forms}:
                    short[key].append(entry)
        for key, entries in short.items():
            nodes.setdefault(key, _Node(len(key))).entries.extend(entries)
        self.short_keys = tuple(sorted({len(key) for key in nodes} - {STRIDE, 1, 0}))
        """Key lengths below four that occur; single letters are never looked for."""

    def at(self, letters: str, start: int) -> list[Entry]:
        """Return the entries that may begin at a place of a letter stream.

        Cost: one look-up per step of four letters, and one per short key length.
        """
        found: list[Entry] = []
        for length in self.short_keys:
            node = self.nodes.get(letters[start : start + length])
            if node is not None:
                found.extend(node.entries)
        node = self.nodes.get(letters[start : start + STRIDE])
        while node is not None:
            if node.children is None and len(node.entries) > BUCKET:
                node.split()
            found.extend(node.entries)
            end = start + node.depth
            node = node.children.get(letters[end : end + STRIDE]) if node.children else None
        return found


def _entries(termbase: TermBase, language: Language) -> Iterable[Entry]:
    """Yield an entry per spelling, variant and rule-made spelling of every term, without repeats inside a concept."""
    for rank, concept in enumerate(termbase.concepts):
        for term in concept.terms:
            if term.language == language:
                yield from _entries_of(term, concept.id, rank)


def _entries_of(term: Term, concept: ConceptId, rank: int) -> Iterable[Entry]:
    seen: set[str] = set()
    for written in (term.text, *term.variants) if term.variants else (term.text,):
        for spelling in spellings(written, term.language):
            letters = fold_letters(spelling)
            key = spelling if "." in spelling else letters
            if letters and key not in seen:
                seen.add(key)
                yield Entry(concept, term, spelling, letters, rank)
