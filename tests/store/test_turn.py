"""Who came first is served first; where that can't be had, everybody is served all the same."""

import errno
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from parallel.store.lock import turn
from parallel.store.lock.turn import Turn


@pytest.fixture(name="queue")
def _queue(tmp_path: Path) -> Iterator[list[int]]:
    """Four people's open files of one queue."""
    descriptors = [os.open(tmp_path / "turn", os.O_RDWR | os.O_CREAT, 0o666) for _ in range(4)]
    yield descriptors
    for descriptor in descriptors:
        try:
            os.close(descriptor)
        except OSError:
            continue


def test_one_after_the_other(queue: list[int]) -> None:
    """The second stands behind the first, the third behind the second; asking again keeps the place."""
    first, second, third = (Turn(descriptor) for descriptor in queue[:3])
    first.take(wait=False)
    for late in (second, third, second):
        with pytest.raises(BlockingIOError):
            late.take(wait=False)
    os.close(queue[0])
    with pytest.raises(BlockingIOError):
        third.take(wait=False)
    second.take(wait=False)
    os.close(queue[1])
    third.take(wait=False)


def test_who_is_killed_while_waiting_keeps_nobody(queue: list[int]) -> None:
    """The kernel closes the files of the dead: the next moves up."""
    first, second, third = (Turn(descriptor) for descriptor in queue[:3])
    first.take(wait=False)
    with pytest.raises(BlockingIOError):
        second.take(wait=False)
    with pytest.raises(BlockingIOError):
        third.take(wait=False)
    os.close(queue[1])
    third.take(wait=False)


def test_numbers_start_anew(queue: list[int]) -> None:
    """After the last number comes the first; a queue whose file holds nonsense is a queue."""
    os.pwrite(queue[3], b"\xff" * 8, 0)
    first, second = Turn(queue[0]), Turn(queue[1])
    first.take(wait=False)
    with pytest.raises(BlockingIOError):
        second.take(wait=False)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_number_that_cannot_be_written(code: int, queue: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk costs the order, not the work."""

    def refuse(*_: object) -> int:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "pwrite", refuse)
    for descriptor in queue[:3]:
        Turn(descriptor).take(wait=False)


def test_where_bytes_cannot_be_locked(queue: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that knows only whole locks: nobody has to wait for a place."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    monkeypatch.setattr(fcntl, "fcntl", refuse)
    for descriptor in queue[:3]:
        Turn(descriptor).take(wait=True)


def test_where_the_system_has_no_such_locks(queue: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """One holds the file itself, as a queue without order."""
    monkeypatch.setattr(turn, "_ORDERED", False)
    Turn(queue[0]).take(wait=False)
    with pytest.raises(BlockingIOError):
        Turn(queue[1]).take(wait=False)
    os.close(queue[0])
    Turn(queue[1]).take(wait=True)
