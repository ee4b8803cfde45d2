"""Dated copies under ``.tren/backups/``, made before a file is replaced and kept in a ring."""

import time
from dataclasses import dataclass
from pathlib import Path

from parallel.store import atomic

RING = 30
"""Copies kept of one file; chosen by us: a month of working days."""
HOURLY = 3600.0
"""Seconds between two copies of a file that is edited all day; chosen by us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One dated copy."""

    number: int
    """Counts up, whatever the clock says."""
    time: str
    """Local time it was made, for people."""
    path: Path
    """The copy."""


def keep(root: Path, path: Path, *, every: float = 0.0) -> Backup | None:
    """Copy a file into the ring before it is replaced; None when there is nothing new to keep.

    Args:
        root: the workspace.
        path: the file.
        every: seconds that must have passed since the newest copy; 0 copies always.

    Raises:
        WriteError: the copy could not be written; the caller should not go on.
    """
    if not path.is_file():
        return None
    known = backups_of(root, path)
    if known and every and 0 <= time.time() - known[-1].path.stat().st_mtime < every:
        return None
    data = path.read_bytes()
    if known and known[-1].path.read_bytes() == data:
        return None
    number = known[-1].number + 1 if known else 1
    stamp = time.strftime("%Y%m%dT%H%M%S")
    copy = _folder(root, path) / f"{number:06d}-{stamp}{path.suffix}"
    atomic.save(copy, [data])
    for old in known[: max(0, len(known) + 1 - RING)]:
        atomic.remove(old.path)
    return Backup(number=number, time=stamp, path=copy)


def backups_of(root: Path, path: Path) -> tuple[Backup, ...]:
    """Return the copies of a file, oldest first."""
    found = []
    for copy in _folder(root, path).glob("*-*"):
        number, _, stamp = copy.name.partition("-")
        if number.isdecimal() and not copy.name.startswith("."):
            found.append(Backup(number=int(number), time=stamp.partition(".")[0], path=copy))
    return tuple(sorted(found, key=lambda backup: backup.number))


def _folder(root: Path, path: Path) -> Path:
    return root / ".tren" / "backups" / path.relative_to(root)
