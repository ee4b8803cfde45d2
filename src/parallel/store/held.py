"""``aligned/PAIR.held.jsonl``: human work whose place in the text is gone, kept until a person has looked at it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from parallel.errors import InputError, ParallelError
from parallel.model.bitext import AlignedPair, HeldBead
from parallel.model.change import Change
from parallel.store import atomic, beadline
from parallel.store.aligned import bead_lines, normal_newlines
from parallel.store.beadline import Header
from parallel.store.plain import decode_utf8

_REASON = "held"


def held_of_line(line: str) -> HeldBead:
    """Return the held bead of a line; raises as :func:`parallel.store.beadline.bead_of_line`."""
    bead = beadline.bead_of_line(line)
    reason = str(dict(bead.extra).get(_REASON, ""))
    return HeldBead(bead=replace(bead, extra=tuple(item for item in bead.extra if item[0] != _REASON)), reason=reason)


def line_of_held(header: Header, held: HeldBead) -> str:
    """Return a held bead's line: that of the bead, with the reason among the unknown fields."""
    return beadline.line_of(header, replace(held.bead, extra=(*held.bead.extra, (_REASON, held.reason))))


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
            found.append(held_of_line(line))
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError, ParallelError) as error:
            hint = "Restore the line from git"
            raise InputError("not a held bead", where=f"{shown}:{number}", hint=hint) from error
    return tuple(found)


def save_held(path: Path, pair: AlignedPair, held: Sequence[HeldBead]) -> None:
    """Write what is held; the file goes when nothing is.

    Raises:
        WriteError: as :func:`parallel.store.atomic.save`.
    """
    if not held and not path.exists():
        return
    header = beadline.header_of_pair(pair)
    lines = [line_of_held(header, item) for item in held]
    if lines:
        atomic.save_if_changed(path, ("\n\n".join(lines) + "\n").encode("utf-8"))
    else:
        atomic.remove(path)


def joined(known: Iterable[HeldBead], new: Iterable[HeldBead]) -> tuple[HeldBead, ...]:
    """Return both, each bead once."""
    return tuple({key_of(item): item for item in (*known, *new)}.values())


def held_after(known: Iterable[HeldBead], changes: Iterable[Change]) -> tuple[HeldBead, ...]:
    """Return what is held once changes have taken from it and given back; made twice, they leave the same."""
    found = {key_of(item): item for item in known}
    for change in changes:
        for item in change.taken:
            found.pop(key_of(item), None)
        found |= {key_of(item): item for item in change.given}
    return tuple(found.values())


def key_of(held: HeldBead) -> tuple[str, str]:
    """Return what a held bead is known by: the same id may be held more than once."""
    return held.bead.id, held.bead.revision
