"""What can go wrong, as the caller should treat it.

::

    ParallelError            code 70  a broken promise inside the program
    ├── UsageError           code 2   wrong call, or a path or id that does not exist
    ├── InputError           code 3   the input was read and refused
    └── WriteError           code 4   could not write, or another writer holds the workspace
        └── StaleError       code 4   somebody else changed it since it was read

A subclass exists only where a caller reacts differently; everything else is said in the message.
"""

from typing import ClassVar


class ParallelError(Exception):
    """Base of all errors the package raises on purpose.

    Args:
        message: what is wrong, one line, no full stop at the end.
        where: ``file:line``, segment id or option it is about; empty when there is none.
        hint: the next thing to try, one line, no full stop at the end.
    """

    exit_code: ClassVar[int] = 70

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        head = f"{self.where}: {self.message}" if self.where else self.message
        return f"{head}. {self.hint}." if self.hint else f"{head}."


class UsageError(ParallelError):
    """The call itself is wrong: unknown option value, path or id."""

    exit_code = 2


class InputError(ParallelError):
    """The input exists and was refused: encoding, form, contradiction."""

    exit_code = 3


class WriteError(ParallelError):
    """Nothing was written: disk full, read-only, or another writer is at work."""

    exit_code = 4


class StaleError(WriteError):
    """Nothing was written: what was to be changed is no longer as the caller saw it.

    Args:
        message: what is wrong.
        where: id of what changed.
        hint: the next thing to try.
        seen: source and target text as the caller saw them; empty where that is not known any more.
        standing: source and target text as they stand now; empty when it is gone.
    """

    def __init__(
        self, message: str, *, where: str, hint: str, seen: tuple[str, ...] = (), standing: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message, where=where, hint=hint)
        self.seen = seen
        self.standing = standing
