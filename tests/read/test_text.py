"""Encodings of plain text."""

import pytest

from parallel.errors import InputError, UsageError
from parallel.read import mojibake_count
from parallel.read import text as reading
from parallel.read.text import decode

TEXT = "Iğdır’ın İşgali: şarkî vilayetler"


@pytest.mark.parametrize(
    ("data", "codec"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
    ],
)
def test_recognises(data: bytes, codec: str) -> None:
    """UTF-8 with and without a mark, UTF-16 with one; the mark is no text."""
    assert decode(data, where="d.txt") == (TEXT, codec)


def test_named_encoding() -> None:
    """The user knows better."""
    assert decode(TEXT.replace("î", "i").encode("cp1254"), where="d.txt", encoding="cp1254")[0] == TEXT.replace(
        "î", "i"
    )
    assert decode(TEXT.encode("utf-16-le"), where="d.txt", encoding="utf-16-le")[0] == TEXT
    assert decode(TEXT.encode("utf-8-sig"), where="d.txt", encoding="utf-8")[0] == TEXT


def test_line_ends_become_line_feeds() -> None:
    """CRLF and CR are one line end; form feeds stay."""
    assert decode(b"a\r\nb\rc\n\fd", where="d.txt")[0] == "a\nb\nc\n\fd"


def test_empty_file() -> None:
    """Nothing is text too."""
    assert decode(b"", where="d.txt") == ("", "utf-8")


@pytest.mark.parametrize(
    ("data", "encoding", "message"),
    [
        (b"T\xfcrkiye B\xfcy\xfck", None, "d.txt: not utf-8: byte 0xfc at offset 1. Try --encoding cp1254"),
        ("Ankaralı".encode("cp1254"), None, "d.txt: not utf-8: byte 0xfd at offset 7. Try --encoding cp1254"),
        (b"\xff\xff", "ascii", "d.txt: not ascii: byte 0xff at offset 0. Try another --encoding"),
        (b"\xff\xfea", None, "d.txt: not utf-16: byte 0x61 at offset 2. Try another --encoding"),
        ("a".encode("utf-32"), None, "d.txt: UTF-32 text. Try --encoding utf-32"),
        (
            "Ankara".encode("utf-16-le"),
            None,
            "d.txt: NUL byte at offset 1: binary data, or UTF-16 without a mark. Try --encoding utf-16-le",
        ),
        (
            "Ankara".encode("utf-16-be"),
            None,
            "d.txt: NUL byte at offset 0: binary data, or UTF-16 without a mark. Try --encoding utf-16-be",
        ),
        (
            b"PK\x03\x04\x00\x00\x00\x00ab",
            None,
            "d.txt: NUL byte at offset 4: binary data, or UTF-16 without a mark. Give a TXT, PDF or DOCX file",
        ),
        (b"\x01\x02\x03 abc", None, "d.txt: binary data, no text. Give a TXT, PDF or DOCX file"),
        (b"a\x00b", "latin-1", "d.txt: binary data, no text. Give a TXT, PDF or DOCX file"),
    ],
)
def test_refuses(data: bytes, encoding: str | None, message: str) -> None:
    """Anything else, with the place and what to try."""
    with pytest.raises(InputError) as error:
        decode(data, where="d.txt", encoding=encoding)
    assert str(error.value) == message + "."


def test_codec_that_reports_without_an_offset() -> None:
    """A codec such as punycode fails in its own way, and is refused all the same."""
    with pytest.raises(InputError, match="not punycode"):
        decode(b"abc-!!", where="d.txt", encoding="punycode")


@pytest.mark.parametrize("name", ["cp12545", "hex", "a\x00b"])
def test_unknown_codec(name: str) -> None:
    """A name that no codec of text has."""
    with pytest.raises(UsageError, match="no encoding"):
        decode(b"abc", where="d.txt", encoding=name)


def test_named_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is too large is refused with the limit's figure."""
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    with pytest.raises(InputError, match="11 bytes are more than the limit of 10"):
        decode(b"a" * 11, where="d.txt")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Türkiye Büyük Millet Meclisi açýldýðýnda þehirde", 5),
        ("Þórður Jónsson kom til Reykjavíkur og þeir fóru heim með honum.", 0),
        ("Iğdır’ın işgali sırasında şehirde kalanlar; Þórður da oradaydı.", 0),
        ("", 0),
    ],
)
def test_mojibake(text: str, count: int) -> None:
    """Letters of the wrong code page are counted; a name is no suspicion."""
    assert mojibake_count(text) == count
