"""A user's own dictionary for the aligner: tab-separated, or in hunalign's form.

Tab-separated lines read ``source<TAB>target``. hunalign's read ``target @ source``, the other way round, which is the
slip its users make most; so the order is checked against the texts, and never silently ignored.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parallel.errors import InputError
from parallel.language import casing

Entries = tuple[tuple[str, str], ...]
STEM_LETTERS = 5
"""Letters two forms must share at the start to count as one word here; enough to tell a direction (chosen by us)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedDictionary:
    """A dictionary in the order of the texts."""

    entries: Entries
    """Source and target words or phrases."""
    swapped: bool
    """Whether the file had them the other way round."""
    used: int
    """Entries of which both sides begin like words of the texts."""


def parse_dictionary(text: str, where: str) -> Entries:
    """Read a dictionary, source side first.

    Args:
        text: the file's text; empty lines and lines that begin with ``#`` are passed over.
        where: file name for messages.

    Raises:
        InputError: a line of neither form, or with an empty side; ``file:line`` is named.
    """
    entries: list[tuple[str, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        at = f"{where}:{number}"
        if "\t" in line:
            source, target = line.split("\t")[:2]
        elif " @ " in line or line.strip().startswith("@") or line.strip().endswith("@"):
            target, _, source = line.partition("@")
        else:
            hint = "Write source<TAB>target, or target @ source as hunalign does"
            raise InputError("no tab and no @ on this line", where=at, hint=hint)
        if not source.strip() or not target.strip():
            raise InputError("an entry with an empty side", where=at, hint="Fill it in or take the line out")
        entries.append((source.strip(), target.strip()))
    return tuple(entries)


def fit_dictionary(entries: Entries, source: Iterable[str], target: Iterable[str]) -> FittedDictionary:
    """Put a dictionary in the order of two texts.

    Cost: linear in the texts and the entries.

    Args:
        entries: as the file has them.
        source: source sentences.
        target: target sentences.
    """
    if not entries:
        return FittedDictionary(entries=(), swapped=False, used=0)
    left, right = _beginnings(source), _beginnings(target)
    straight = sum(_known(one, left) and _known(other, right) for one, other in entries)
    crossed = sum(_known(one, right) and _known(other, left) for one, other in entries)
    if crossed > straight:
        turned = tuple((other, one) for one, other in entries)
        return FittedDictionary(entries=turned, swapped=True, used=crossed)
    return FittedDictionary(entries=entries, swapped=False, used=straight)


def _beginnings(texts: Iterable[str]) -> frozenset[str]:
    words = {word for text in texts for word in text.split()}
    return frozenset(casing.fold_loose(word).text[:STEM_LETTERS] for word in words)


def _known(phrase: str, beginnings: frozenset[str]) -> bool:
    words: Sequence[str] = [casing.fold_loose(word).text[:STEM_LETTERS] for word in phrase.split()]
    return any(word and word in beginnings for word in words)
