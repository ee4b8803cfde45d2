"""``aligned/PAIR.held.jsonl``: human work whose place in the text is gone, kept until a person has looked at it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from parallel.errors import InputError, ParallelError
from parallel.model.bitext import AlignedBead, AlignedPair
from parallel.store import atomic, beadline
from parallel.store.aligned import bead_lines, normal_newlines
from parallel.store.plain import decode_utf8

_REASON = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBead:
    """A bead that stands nowhere at present."""

    bead: AlignedBead
    """As it last stood."""
    reason: str
    """Why it could not stay."""


def load_held(path: Path, shown: str) -> tuple[HeldBead, ...]:
    """Read what is held; empty when there is nothing.

    Raises:
        InputError: not of the form; ``file:line`` is named.
    """
    try:
        text, _ = normal_newlines(decode_utf8(path.read_bytes(), shown))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise InputError(f"can't be read ({error.strerror})", where=shown) from error
    found = []
    for number, line in bead_lines(text, shown):
        try:
            bead = beadline.bead_of_line(line)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError, ParallelError) as error:
            hint = "Restore the line from git"
            raise InputError("not a held bead", where=f"{shown}:{number}", hint=hint) from error
        reason = str(dict(bead.extra).get(_REASON, ""))
        bead = replace(bead, extra=tuple(item for item in bead.extra if item[0] != _REASON))
        found.append(HeldBead(bead=bead, reason=reason))
    return tuple(found)


def save_held(path: Path, pair: AlignedPair, held: Sequence[HeldBead]) -> None:
    """Write what is held; the file goes when nothing is.

    Raises:
        WriteError: as :func:`parallel.store.atomic.save`.
    """
    if not held and not path.exists():
        return
    header = beadline.header_of_pair(pair)
    marked = [replace(item.bead, extra=(*item.bead.extra, (_REASON, item.reason))) for item in held]
    lines = [beadline.line_of(header, bead) for bead in marked]
    if lines:
        atomic.save_if_changed(path, ("\n\n".join(lines) + "\n").encode("utf-8"))
    else:
        atomic.remove(path)


def joined(known: Iterable[HeldBead], new: Iterable[HeldBead]) -> tuple[HeldBead, ...]:
    """Return both, each bead once."""
    found = {(item.bead.id, item.bead.revision): item for item in (*known, *new)}
    return tuple(found.values())
