"""``.tren/cache/learnt/tr-en.json``: translations learnt from the workspace's own beads; all of it can be learnt again.

One JSON object in a line and, before it, the digest of that line: damaged, cut short or of another form, the file
counts as missing.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from parallel.align.options import LexicalModel
from parallel.model.bitext import Languages
from parallel.model.document import Language
from parallel.store import atomic

_FORM = 1
"""Counts up when the fields mean something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """A model, and what it was learnt from."""

    model: LexicalModel
    """What the aligner takes."""
    evidence: str
    """Digest of all it was learnt from."""
    worth: int
    """Beads of the direction when it was learnt, those people vouched for twice: what growth is measured by."""
    vouched: int
    """Approved and edited beads it was learnt from."""
    sure: int
    """Beads nobody looked at, but sure, it was learnt from."""


def recall(path: Path) -> Learnt | None:
    """Return what was kept, or None when it is not there as it was kept."""
    with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
        digest, _, body = path.read_bytes().partition(b"\n")
        if digest == sha256(body).hexdigest().encode():
            return _learnt(json.loads(body))
    return None


def keep(path: Path, learnt: Learnt) -> None:
    """Keep what was learnt.

    Raises:
        WriteError: it could not be written.
    """
    body = json.dumps(_record(learnt), ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
    atomic.save(path, [sha256(body).hexdigest().encode() + b"\n", body])


def _record(learnt: Learnt) -> dict[str, Any]:
    return {
        "form": _FORM,
        "languages": [learnt.model.languages.source, learnt.model.languages.target],
        "evidence": learnt.evidence,
        "worth": learnt.worth,
        "vouched": learnt.vouched,
        "sure": learnt.sure,
        "pairs": learnt.model.pairs,
        "entries": learnt.model.entries,
    }


def _learnt(record: dict[str, Any]) -> Learnt:
    if record["form"] != _FORM:
        raise ValueError("another form")
    source, target = record["languages"]
    entries = ((str(s), str(t), float(forward), float(backward)) for s, t, forward, backward in record["entries"])
    return Learnt(
        model=LexicalModel(
            languages=Languages(Language(source), Language(target)), entries=tuple(entries), pairs=int(record["pairs"])
        ),
        evidence=str(record["evidence"]),
        worth=int(record["worth"]),
        vouched=int(record["vouched"]),
        sure=int(record["sure"]),
    )
