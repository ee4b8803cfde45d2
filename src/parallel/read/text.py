"""Plain text: which encoding, and refusal of what is none."""

import codecs
import re

from parallel.errors import InputError, UsageError

MAX_BYTES = 50_000_000
"""Files above this size are refused (chosen by us: a book has one or two million bytes)."""

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UTF32_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.01
"""A text with more control characters than this is none (chosen by us)."""
_FEW, _RARE = 2, 200
"""So few swapped letters, or one in so many characters, are no suspicion (chosen by us; one in ten is usual)."""
_ICELANDIC = re.compile("[áéíóúæÁÉÍÓÚÆ]")
_SWAPPED = re.compile("[ýþðÝÞÐ]")
_TURKISH = re.compile("[ışğİŞĞ]")


def decode(data: bytes, *, where: str, encoding: str | None = None) -> tuple[str, str]:
    """Return the text of a file and the codec it was read with; line ends become LF.

    Args:
        data: the whole file.
        where: the file's name, for messages.
        encoding: codec the user named; None to recognise UTF-8 and UTF-16 with a byte-order mark.

    Raises:
        InputError: too large, binary, or not in the encoding.
        UsageError: no codec of that name.
    """
    if len(data) > MAX_BYTES:
        raise InputError(
            f"{len(data)} bytes are more than the limit of {MAX_BYTES}",
            where=where,
            hint="Cut it into parts, one article each",
        )
    codec = encoding or _recognise(data, where)
    try:
        text = data.decode(_known(codec))
    except UnicodeDecodeError as error:
        raise InputError(
            f"not {codec}: byte 0x{data[error.start]:02x} at offset {error.start}",
            where=where,
            hint=_hint(codec),
        ) from error
    except UnicodeError as error:  # codecs such as utf-16 report a missing mark this way
        raise InputError(f"not {codec}: {error}", where=where, hint="Try another --encoding") from error
    if "\x00" in text or len(_CONTROL.findall(text)) > len(text) * _CONTROL_SHARE:
        raise InputError("binary data, no text", where=where, hint="Give a TXT, PDF or DOCX file")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), codec.removesuffix("-sig")


def _known(codec: str) -> str:
    try:
        "".encode(codec)  # unlike codecs.lookup, this refuses codecs that are none of text
    except (LookupError, ValueError) as error:
        raise UsageError(f"no encoding {codec!r}", where="--encoding", hint="Try utf-8, utf-16 or cp1254") from error
    return codec


def _recognise(data: bytes, where: str) -> str:
    if data.startswith(_UTF32_MARKS):
        raise InputError("UTF-32 text", where=where, hint="Try --encoding utf-32")
    marked = next((codec for mark, codec in _MARKS if data.startswith(mark)), None)
    if marked is None and b"\x00" in data:
        at = data.index(b"\x00")
        raise InputError(
            f"NUL byte at offset {at}: binary data, or UTF-16 without a mark", where=where, hint=_nul_hint(data)
        )
    return marked or "utf-8"


def _nul_hint(data: bytes) -> str:
    """Tell UTF-16 without a mark from binary data: its zeros stand on one side of every pair."""
    head = data[:2000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) // 4 and min(even, odd) * 10 < max(even, odd):
        return f"Try --encoding utf-16-{'le' if odd > even else 'be'}"
    return "Give a TXT, PDF or DOCX file"


def _hint(codec: str) -> str:
    return "Try --encoding cp1254" if codec == "utf-8" else "Try another --encoding"


def mojibake_count(text: str) -> int:
    """Count letters that look like cp1254 text read as cp1252 earlier: ``ý`` for ``ı``, ``þ`` for ``ş``.

    Turkish or Icelandic letters in number speak against it, and a few such letters are no suspicion.
    Cost: linear.

    >>> mojibake_count("Türkiye Büyük Millet Meclisi açýldýðýnda þehirde")
    5
    """
    swapped = len(_SWAPPED.findall(text))
    others = len(_TURKISH.findall(text)) + len(_ICELANDIC.findall(text))
    return swapped if swapped > max(others, _FEW) and swapped * _RARE > len(text) else 0
