"""All terms of one language, found by their first letters.

Terms are filed in hash tables by as many first letters as all their stems share; a bucket that a text visits and that
holds many terms is split by the next letters. So 50,000 terms are filed in the time it takes to fold them. Stems are
worked out when a term is first looked at.
"""

from collections.abc import Iterator

from parallel.language import inflection
from parallel.model.document import TURKISH, Language
from parallel.model.termbase import ConceptId, Term, TermBase
from parallel.terms.matching.forms import Form, forms, spellings
from parallel.terms.matching.stream import fold_letters

KEY_LENGTHS = (12, 8, 6, 4, 3, 2)
"""Letters of a key, longest first; short terms are filed under short keys. Twelve letters reach into the second word
(chosen by us on 50,000 terms)."""
_WHOLE_FORM = 4
"""Below this many stable letters a term is filed under each of its stems."""
_SHORTEST = 2
"""Letters of the shortest key."""
_STRIDE = 4
"""Letters per step when a bucket is split."""
BUCKET = 8
"""Entries a bucket may hold before it is split (chosen by us)."""


class Entry:
    """One spelling of a term; its stems are made on first use."""

    __slots__ = ("_forms", "concept", "letters", "prefix", "rank", "spelling", "term")

    def __init__(self, concept: ConceptId, term: Term, spelling: str, letters: str, rank: int) -> None:
        self.concept = concept
        self.term = term
        self.spelling = spelling
        self.letters = letters
        self.rank = rank
        """Place of the concept in the term base: decides between equals."""
        self.prefix = letters[: _stable(letters, term.language)]
        """First letters that every stem shares."""
        self._forms: tuple[Form, ...] | None = None

    @property
    def forms(self) -> tuple[Form, ...]:
        """Stems of this spelling, the citation form first."""
        if self._forms is None:
            self._forms = forms(self.spelling, self.term)
        return self._forms


def _stable(letters: str, language: Language) -> int:
    """Return how many letters no stem of the word changes: the last ones may be lost or replaced."""
    changed = 2
    if language == TURKISH and letters.endswith(("mek", "mak")):
        changed = 4
    elif language == TURKISH and letters[-1:] in inflection.VOWELS:
        changed = 3
    return max(len(letters) - changed, 0)


class _Bucket:
    """Entries that share their first ``depth`` letters."""

    __slots__ = ("children", "depth", "entries")

    def __init__(self, depth: int, entries: list[Entry]) -> None:
        self.depth = depth
        self.entries = entries
        self.children: dict[str, _Bucket] | None = None

    def split(self) -> None:
        """Move entries that have enough stable letters one step down."""
        self.children = {}
        end = self.depth + _STRIDE
        kept = []
        for entry in self.entries:
            if len(entry.prefix) >= end:
                key = entry.prefix[self.depth : end]
                if key not in self.children:
                    self.children[key] = _Bucket(end, [])
                self.children[key].entries.append(entry)
            else:
                kept.append(entry)
        self.entries = kept


class TermIndex:
    """Entries by their first letters.

    Cost of building: one fold per spelling.

    Args:
        termbase: its concepts.
        language: whose terms are wanted.
    """

    def __init__(self, termbase: TermBase, language: Language) -> None:
        self.entries = tuple(_entries(termbase, language))
        """In the order of the term base."""
        tables: dict[int, dict[str, list[Entry] | _Bucket]] = {length: {} for length in KEY_LENGTHS}
        for entry in self.entries:
            stable = len(entry.prefix)
            if stable >= _WHOLE_FORM:
                length = next(length for length in KEY_LENGTHS if length <= stable)
                _file(tables[length], entry.prefix[:length], entry)
            else:
                for key in {form.letters[:_WHOLE_FORM] for form in entry.forms}:
                    _file(tables.get(len(key), {}), key, entry)
        # Most keys have one term or two: only those that a text shows to have many get a bucket.
        self.tables = {length: table for length, table in tables.items() if table}
        """By key length; single letters are never looked for."""
        lengths = [length for length in self.tables if length > _SHORTEST]
        self.head_length = min(lengths, default=_SHORTEST)
        """Letters that all keys but the shortest can be asked for at once."""
        self.heads = frozenset(key[: self.head_length] for length in lengths for key in self.tables[length])
        """The first letters of those keys."""

    def places(self, letters: str, starts: list[int]) -> Iterator[tuple[int, list[int]]]:
        """Yield, per key length, the places of a letter stream where a key of that length stands.

        Cost: one look-up per place, and one per key length where the first letters are known.
        """
        size = self.head_length
        heads = self.heads
        likely = [start for start in starts if letters[start : start + size] in heads]
        for length, table in self.tables.items():
            asked = likely if length > _SHORTEST else starts
            yield length, [start for start in asked if letters[start : start + length] in table]

    def at(self, letters: str, start: int) -> list[Entry]:
        """Return the entries all of whose shared first letters stand at a place of a letter stream.

        Cost: one look-up per key length and per step of four letters.
        """
        return [entry for length in self.tables for entry in self.under(length, letters, start)]

    def under(self, length: int, letters: str, start: int) -> list[Entry]:
        """Return the same, but only entries filed under keys of one length."""
        found: list[Entry] = []
        table, key = self.tables[length], letters[start : start + length]
        bucket = table.get(key)
        if isinstance(bucket, list):
            if len(bucket) <= BUCKET:
                return [entry for entry in bucket if letters.startswith(entry.prefix, start)]
            bucket = table[key] = _Bucket(length, bucket)
        while bucket is not None:
            if bucket.children is None and len(bucket.entries) > BUCKET:
                bucket.split()
            found.extend(entry for entry in bucket.entries if letters.startswith(entry.prefix, start))
            end = start + bucket.depth
            bucket = bucket.children.get(letters[end : end + _STRIDE]) if bucket.children else None
        return found


def _file(table: dict[str, list[Entry] | _Bucket], key: str, entry: Entry) -> None:
    filed = table.get(key)
    if isinstance(filed, list):
        filed.append(entry)
    else:
        table[key] = [entry]


def _entries(termbase: TermBase, language: Language) -> Iterator[Entry]:
    """Yield an entry per spelling, variant and rule-made spelling of every term."""
    for rank, concept in enumerate(termbase.concepts):
        for term in concept.terms:
            if term.language == language:
                yield from _entries_of(term, concept.id, rank)


def _entries_of(term: Term, concept: ConceptId, rank: int) -> Iterator[Entry]:
    seen: set[str] = set()
    for written in (term.text, *term.variants) if term.variants else (term.text,):
        for spelling in spellings(written, term.language):
            letters = fold_letters(spelling)
            key = spelling if "." in spelling else letters
            if letters and key not in seen:
                seen.add(key)
                yield Entry(concept, term, spelling, letters, rank)
