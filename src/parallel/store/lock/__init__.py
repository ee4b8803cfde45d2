"""The one write lock of a workspace, and the order of those who wait for it."""

from parallel.store.lock.lock import LOCK_WAIT_SECONDS, locked

__all__ = ["LOCK_WAIT_SECONDS", "locked"]
