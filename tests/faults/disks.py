"""Disks that stop, fail, cheat or forget: every call of the write layer goes through one of them."""

import errno
import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from parallel.store.atomic import Disk


class Killed(BaseException):
    """The process is dead: nothing after this reaches the disk."""


@dataclass
class Counting(Disk):
    """Counts the calls and hands each to ``before``; a disk to build faults on."""

    before: Callable[[int, str], None] = lambda _number, _call: None
    steps: int = 0
    calls: list[str] = field(default_factory=list)

    def _step(self, call: str) -> None:
        self.steps += 1
        self.calls.append(call)
        self.before(self.steps, call)

    def open(self, path: Path, flags: int) -> int:
        """Count and open."""
        self._step("open")
        return super().open(path, flags)

    def write(self, descriptor: int, data: bytes | memoryview) -> int:
        """Write one half, count, and write the other: a step falls into the middle of a write too."""
        half = len(data) // 2
        self._step("write")
        if half:
            super().write(descriptor, data[:half])
            self._step("write")
        return half + super().write(descriptor, data[half:])

    def sync(self, descriptor: int) -> None:
        """Count; a kill can't tell a sync from none, so there is none."""
        del descriptor
        self._step("fsync")

    def rename(self, old: Path, new: Path) -> None:
        """Count and rename."""
        self._step("rename")
        super().rename(old, new)

    def remove(self, path: Path) -> None:
        """Count and unlink."""
        self._step("unlink")
        super().remove(path)

    def shorten(self, descriptor: int, size: int) -> None:
        """Count and truncate."""
        self._step("truncate")
        super().shorten(descriptor, size)

    def make_folder(self, path: Path) -> None:
        """Count and make a folder."""
        self._step("mkdir")
        super().make_folder(path)

    def sync_folder(self, path: Path) -> None:
        """Count; there is no sync."""
        del path
        self._step("fsync folder")


def killing(at: int) -> Counting:
    """Return a disk on which the process is killed before step ``at``; the dead write nothing more."""

    def strike(number: int, _call: str) -> None:
        if number >= at:
            raise Killed

    return Counting(before=strike)


def failing(at: int, code: int, *, for_good: bool = False) -> Counting:
    """Return a disk whose step ``at`` fails, or every writing step from there on."""
    harmless = {"unlink", "truncate"} if for_good else set()

    def strike(number: int, call: str) -> None:
        if (number == at or (for_good and number > at)) and call not in harmless:
            raise OSError(code, os.strerror(code))

    return Counting(before=strike)


class TwoSteps(Counting):
    """A mutant: OmegaT's order, the old file is moved to .bak before the new one gets its name."""

    def rename(self, old: Path, new: Path) -> None:
        """Leave a moment without the file."""
        if new.exists():
            super().rename(new, new.with_name(new.name + ".bak"))
        super().rename(old, new)


class InPlace(Counting):
    """A mutant: the file is overwritten where it stands, Jupyter's order."""

    def rename(self, old: Path, new: Path) -> None:
        """Copy over the file instead of renaming."""
        descriptor = self.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        self.write(descriptor, old.read_bytes())
        self.sync(descriptor)
        os.close(descriptor)
        self.remove(old)


@dataclass
class Inode:
    """A file's contents: as the system shows them, and as the disk has them."""

    shown: bytes = b""
    kept: bytes = b""


@dataclass
class Forgetful(Disk):
    """Does everything and keeps a model of what a power cut would leave."""

    root: Path
    skip_sync: bool = False
    skip_folder_sync: bool = False
    cuts: list[Callable[[Path, random.Random], None]] = field(default_factory=list)
    shown: dict[str, Inode | None] = field(default_factory=dict)
    kept: dict[str, Inode | None] = field(default_factory=dict)
    open_files: dict[int, Inode] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path in sorted(self.root.rglob("*")):
            data = path.read_bytes() if path.is_file() else None
            inode = None if data is None else Inode(data, data)
            self.shown[self._name(path)] = self.kept[self._name(path)] = inode

    def _name(self, path: Path) -> str:
        return str(path.relative_to(self.root))

    def _cut(self) -> None:
        """Note what the disk might hold if the power went now."""
        shown = {name: (inode.shown, inode.kept) if inode else None for name, inode in self.shown.items()}
        kept = {name: (inode.shown, inode.kept) if inode else None for name, inode in self.kept.items()}

        def leave(folder: Path, chance: random.Random) -> None:
            names, contents = chance.randrange(3), chance.randrange(3)
            for name in sorted({*shown, *kept}):
                eager = (names == 1) or (names == 2 and chance.random() < 0.5)
                standing = shown if eager else kept
                if name not in standing or not (folder / name).parent.is_dir():
                    continue
                found = standing[name]
                if found is None:
                    (folder / name).mkdir(exist_ok=True)
                    continue
                late = (contents == 1) or (contents == 2 and chance.random() < 0.5)
                contents_then = found[0] if late else found[1]
                (folder / name).write_bytes(contents_then)

        self.cuts.append(leave)

    def open(self, path: Path, flags: int) -> int:
        """Open; a new name is not on the disk before its folder is synced."""
        self._cut()
        descriptor = super().open(path, flags)
        inode = self.shown.get(self._name(path))
        if inode is None:
            inode = self.shown[self._name(path)] = Inode()
        if flags & os.O_TRUNC:
            inode.shown = b""
        self.open_files[descriptor] = inode
        return descriptor

    def write(self, descriptor: int, data: bytes | memoryview) -> int:
        """Write; nothing is on the disk before a sync."""
        self._cut()
        self.open_files[descriptor].shown += bytes(data)
        return super().write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        """Keep the contents."""
        self._cut()
        if not self.skip_sync:
            inode = self.open_files[descriptor]
            inode.kept = inode.shown

    def rename(self, old: Path, new: Path) -> None:
        """Rename; the disk learns of it when the folder is synced."""
        self._cut()
        self.shown[self._name(new)] = self.shown.pop(self._name(old))
        super().rename(old, new)

    def remove(self, path: Path) -> None:
        """Unlink; the disk learns of it when the folder is synced."""
        self._cut()
        self.shown.pop(self._name(path), None)
        super().remove(path)

    def shorten(self, descriptor: int, size: int) -> None:
        """Truncate."""
        self._cut()
        inode = self.open_files[descriptor]
        inode.shown = inode.shown[:size]
        super().shorten(descriptor, size)

    def make_folder(self, path: Path) -> None:
        """Make a folder; its name is kept when the one above is synced."""
        self._cut()
        self.shown.setdefault(self._name(path), None)
        super().make_folder(path)

    def sync_folder(self, path: Path) -> None:
        """Keep the names in a folder."""
        self._cut()
        if self.skip_folder_sync or not path.is_relative_to(self.root):
            return
        folder = "" if path == self.root else self._name(path)
        for names in (set(self.kept), set(self.shown)):
            for name in names:
                if str(Path(name).parent) == (folder or "."):
                    if name in self.shown:
                        self.kept[name] = self.shown[name]
                    else:
                        self.kept.pop(name, None)

    def cut_now(self) -> Callable[[Path, random.Random], None]:
        """Return what the disk might hold at this moment."""
        self._cut()
        return self.cuts[-1]


FULL = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT)
"""What a disk answers when it can't."""
