"""What git knows of a workspace: files as they stood, and the commits that changed them. Reads only."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from parallel.errors import UsageError

_SECONDS = 30
"""Time one question may take before it is given up; chosen by us."""
_FIELDS = "%h%x1f%as%x1f%an%x1f%s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """One commit, as a person names it."""

    id: str
    """Short hash."""
    day: str
    """ISO 8601."""
    author: str
    """Name."""
    subject: str
    """First line of the message."""


def resolved(root: Path, revision: str) -> str:
    """Return the full hash of a revision.

    Raises:
        UsageError: there is no git, no repository or no such revision.
    """
    said = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if said is None or not said.strip():
        hint = "Give the number of a run (`tren score --history` shows them) or a git revision of this workspace"
        raise UsageError(f"no revision {revision!r}", hint=hint)
    return said.decode("ascii", "replace").strip()


def file_at(root: Path, commit: str, path: Path) -> bytes | None:
    """Return a file of the workspace as it stood in a commit, or None where it was not there."""
    return _git(root, "show", f"{commit}:./{path.relative_to(root).as_posix()}")


def commit_that_wrote(root: Path, since: str, path: Path, text: str) -> Commit | None:
    """Return the last commit after ``since`` that brought a text into a file, or None: it is not committed yet."""
    name = path.relative_to(root).as_posix()
    said = _git(root, "log", "-1", f"--format={_FIELDS}", f"-S{text}", f"{since}..HEAD", "--", name)
    parts = (said or b"").decode("utf-8", "replace").strip().split("\x1f")
    if len(parts) != 4:  # noqa: PLR2004  (the four fields asked for)
        return None
    return Commit(id=parts[0], day=parts[1], author=parts[2], subject=parts[3])


def _git(root: Path, *words: str) -> bytes | None:
    """Return what git answers, or None where it refuses or is not there."""
    try:
        done = subprocess.run(  # noqa: S603  (fixed words, paths and a revision after --end-of-options; no shell)
            ["git", "-C", str(root), *words],  # noqa: S607  (the git the user calls)
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            timeout=_SECONDS,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
