"""How long work tells whoever waits how far it is."""

from typing import Protocol


class Progress(Protocol):
    """Called as work goes on."""

    def __call__(self, what: str, done: int, total: int, /) -> None:
        """Say what is being done, and how many of how many steps are done."""
        ...


def silent(what: str, done: int, total: int, /) -> None:
    """Say nothing."""
    del what, done, total
