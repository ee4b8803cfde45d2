"""Bytes of text files to text, refusing what is not UTF-8 with its line."""

from parallel.errors import InputError


def decode_utf8(data: bytes, where: str) -> str:
    """Return ``data`` as text; a byte-order mark is taken off.

    Raises:
        InputError: not UTF-8; ``file:line`` is named.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError("not UTF-8", where=f"{where}:{line}", hint="Save the file as UTF-8") from error
