"""Workspaces of older formats: read as they are, brought up to date on the first write, after a backup."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from parallel.errors import InputError
from parallel.store import atomic, backups
from parallel.store.lock import locked
from parallel.store.manifest import FORMAT
from parallel.store.workspace import Workspace, save_manifest

Step = Callable[[bytes], bytes]
"""Brings one file of ``aligned/`` from a format to the next; done twice it must change nothing the second time."""
STEPS: Mapping[int, Step] = MappingProxyType({})
"""By the format a step starts from. Format 1 is the first that was released, so there is none yet."""
_NUMBER = re.compile(rb"^format:[ \t]*['\"]?(\d{1,9})", re.MULTILINE)


@contextmanager
def writing(workspace: Workspace, meanwhile: Callable[[], object] | None = None) -> Iterator[None]:
    """Hold the workspace's lock, with the workspace in this version's format.

    Args:
        workspace: which.
        meanwhile: see :func:`parallel.store.lock.locked`.

    Raises:
        WriteError: another process holds it, or the migration could not be written.
        InputError: the format is older than this version can bring up to date.
    """
    older = _number(workspace) < FORMAT  # a format never goes down, so what is up to date now will be under the lock
    with locked(workspace.hidden_path, meanwhile=meanwhile):
        if older:
            migrate(workspace)
        yield


def migrate(workspace: Workspace, steps: Mapping[int, Step] = STEPS, *, to: int = FORMAT) -> bool:
    """Bring a workspace up to date; tell whether it was older. The manifest is written last, so a cut starts again.

    Args:
        workspace: which; its lock is held.
        steps: by the format they start from.
        to: the format wanted.

    Raises:
        InputError: there is no way from its format.
        WriteError: it could not be written; files already written are in their backups.
    """
    number = _number(workspace, default=to)
    if number >= to:
        return False
    for step in range(number, to):
        if step not in steps:
            hint = "Open it with the version it was made by"
            where = workspace.shown(workspace.manifest_path)
            raise InputError(f"format {number} is older than this version can read", where=where, hint=hint)
        for path in _pair_files(workspace):
            backups.keep(workspace.root, path)
            atomic.save_if_changed(path, steps[step](path.read_bytes()))
    save_manifest(workspace, _NUMBER.sub(b"format: %d" % to, workspace.manifest_bytes(), count=1))
    return True


def _number(workspace: Workspace, default: int = FORMAT) -> int:
    """Return a workspace's format; the default where no manifest tells."""
    data = workspace.manifest_bytes() if workspace.manifest_path.exists() else b""
    found = _NUMBER.search(data)
    return int(found.group(1)) if found else default


def _pair_files(workspace: Workspace) -> list[Path]:
    return [path for path in sorted((workspace.root / "aligned").glob("*.jsonl")) if path != workspace.scores_path]
