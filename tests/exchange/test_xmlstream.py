"""Hostile XML is refused by name and line, in no time and with little memory; encodings are read right or refused."""

import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from parallel.errors import InputError
from parallel.exchange.tmx.reader import TmxReader
from parallel.exchange.xmlstream import MAX_TEXT

HEAD = '<tmx version="1.4"><header srclang="tr"/><body>'
TAIL = "</body></tmx>"
UNIT = '<tu><tuv xml:lang="tr"><seg>{}</seg></tuv><tuv xml:lang="en"><seg>x</seg></tuv></tu>'


def chunks(data: bytes) -> Iterator[bytes]:
    """Cut bytes as a file is read."""
    yield from (data[at : at + 65536] for at in range(0, len(data), 65536))


def texts(data: bytes) -> list[str]:
    """Return the first text of every unit."""
    return [unit.variants[0].text for unit in TmxReader(chunks(data), "f.tmx")]


def file(text: str = "İğne ışığı", *, declaration: str = "") -> str:
    """Build a TMX with one Turkish text."""
    return declaration + HEAD + UNIT.format(text) + TAIL


LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
HOSTILE = {
    "billion laughs": f'<!DOCTYPE tmx [<!ENTITY l0 "ha">{LAUGHS}]>' + file("&l9;"),
    "quadratic": '<!DOCTYPE tmx [<!ENTITY a "' + "a" * 50_000 + '">]>' + file("&a;" * 50_000),
    "external file": '<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + file("&x;"),
    "external http": '<!DOCTYPE tmx [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>' + file("&x;"),
    "unc path": '<!DOCTYPE tmx [<!ENTITY x SYSTEM "\\\\\\\\host\\\\share">]>' + file("&x;"),
    "parameter entity": '<!DOCTYPE tmx [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>' + file(),
    "public entity": '<!DOCTYPE tmx [<!ENTITY x PUBLIC "-//X//EN" "file:///etc/passwd">]>' + file("&x;"),
    "unused entity": '<!DOCTYPE tmx [<!ENTITY x "y">]>' + file(),
    "deep nesting": HEAD + "<x>" * 200_000,
    "deep codes": HEAD + "<tu><tuv xml:lang='tr'><seg>" + "<hi>" * 200_000,
    "long text": file("a" * 11_000_000),
    "long spaces": HEAD + " " * 11_000_000 + TAIL,
    "long attribute": HEAD + '<tu tuid="' + "a" * 11_000_000 + '">',
    "long comment": HEAD + "<!--" + "a" * 11_000_000 + "-->" + TAIL,
    "undefined entity": '<!DOCTYPE tmx SYSTEM "tmx14.dtd">' + file("a&nbsp;b"),
    "undefined in attribute": '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
    + HEAD
    + "<tu tuid='a&nbsp;b'><tuv xml:lang='tr'><seg>a</seg></tuv></tu>"
    + TAIL,
    "control character": file("a&#x1F;b"),
    "raw control character": file("a\x01b"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused(name: str) -> None:
    """Within a second and 200 MB more than before, with a line number."""
    data = HOSTILE[name].encode()
    started, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(InputError, match=r"f\.tmx:\d+: "):
        texts(data)
    assert time.process_time() - started < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


@pytest.mark.parametrize("name", [name for name, text in HOSTILE.items() if "<!ENTITY" in text])
def test_entity_declarations_are_named(name: str) -> None:
    """The refusal says what was declared, before anything is expanded."""
    with pytest.raises(InputError, match=r"entity declarations are not allowed \('.{1,3}' is declared\)"):
        texts(HOSTILE[name].encode())


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
        '<!DOCTYPE tmx PUBLIC "-//LISA OSCAR:1998//DTD for Translation Memory eXchange//EN" "tmx14.dtd">',
        '<!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/tmx14.dtd">',
        "<!DOCTYPE tmx [<!ELEMENT tmx ANY>]>",
    ],
)
def test_a_plain_document_type_is_accepted(doctype: str) -> None:
    """Real tools write one; it is never loaded."""
    assert texts(file(declaration=doctype).encode()) == ["İğne ışığı"]


def test_the_document_type_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even where the file it names lies beside it."""
    (tmp_path / "tmx14.dtd").write_text('<!ENTITY secret "gizli">', "utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="undefined entity"):
        texts(('<!DOCTYPE tmx SYSTEM "tmx14.dtd">' + file("&secret;")).encode())


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-16-le-mark"])
@pytest.mark.parametrize("declared", ["", "UTF-8", "UTF-16"])
def test_unicode_with_and_without_marks(codec: str, declared: str) -> None:
    """What the bytes show counts, whatever is declared."""
    declaration = f'<?xml version="1.0" encoding="{declared}"?>\n' if declared else ""
    text = file(declaration=declaration)
    data = ("\ufeff" + text).encode("utf-16-le") if codec.endswith("mark") else text.encode(codec)
    assert texts(data) == ["İğne ışığı"]


@pytest.mark.parametrize("codec", ["iso-8859-9", "windows-1254", "cp1254", "macturkish", "cp857"])
def test_declared_legacy_encodings(codec: str) -> None:
    """Turkish one-byte code pages are read as declared."""
    name = {"macturkish": "mac-turkish"}.get(codec, codec)
    assert texts(file(declaration=f'<?xml version="1.0" encoding="{name}"?>').encode(codec)) == ["İğne ışığı"]


@pytest.mark.parametrize("codec", ["shift_jis", "big5", "gb18030"])
def test_encodings_of_several_bytes(codec: str) -> None:
    """Encodings expat does not know are turned into UTF-8 on the way."""
    assert texts(file("東京", declaration=f'<?xml version="1.0" encoding="{codec}"?>').encode(codec)) == ["東京"]


@pytest.mark.parametrize(
    "data",
    [
        file().encode("cp1254"),
        file(declaration='<?xml version="1.0" encoding="klingon"?>').encode(),
        file(declaration='<?xml version="1.0" encoding="rot13"?>').encode(),
        file(declaration='<?xml version="1.0" encoding="utf-7"?>').encode(),
        file("東京", declaration='<?xml version="1.0" encoding="big5"?>').encode("utf-8"),
        file("çok", declaration='<?xml version="1.0" encoding="us-ascii"?>').encode("utf-8"),
        file().encode("utf-16")[:-1],
        b"",
        b" \n ",
    ],
)
def test_wrong_encodings_are_refused(data: bytes) -> None:
    """Never garbled, never empty without a word."""
    with pytest.raises(InputError, match=r"f\.tmx"):
        texts(data)


def test_a_wrong_declaration_is_a_problem() -> None:
    """It is read by its mark, and said."""
    reader = TmxReader([file(declaration='<?xml version="1.0" encoding="UTF-8"?>').encode("utf-16")], "f")
    assert len(list(reader)) == 1
    assert "declared as UTF-8" in reader.problems.listed[0].message


def test_space_before_the_declaration_is_a_problem() -> None:
    """XML forbids it, tools write it: read, and said."""
    reader = TmxReader([file(declaration='\n <?xml version="1.0"?>').encode()], "f")
    assert len(list(reader)) == 1
    assert "white space" in reader.problems.listed[0].message


def test_lines_are_counted_through_the_declaration() -> None:
    """A declaration over several lines does not shift what comes after."""
    data = file("a", declaration='<?xml version="1.0"\n encoding="utf-8"\n?>\n<!-- iki\n -->\n').encode()
    (unit,) = TmxReader([data], "f")
    assert unit.line == 6


def test_a_text_at_the_limit_is_read() -> None:
    """The limit itself is allowed."""
    assert len(texts(file("a" * MAX_TEXT).encode())[0]) == MAX_TEXT


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("name", ["external file", "external http", "parameter entity"])
def test_nothing_is_opened(name: str, tmp_path: Path) -> None:
    """No file the document names, no socket: seen from outside the process."""
    (tmp_path / "f.tmx").write_text(HOSTILE[name].replace("/etc/passwd", "/tren-secret"), "utf-8")
    code = "from parallel.exchange.tmx.reader import TmxReader as R;import sys;list(R([open('f.tmx','rb').read()],'f'))"
    command = ["strace", "-f", "-e", "trace=open,openat,connect,socket", sys.executable, "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert "entity declarations are not allowed" in done.stderr
    assert "tren-secret" not in done.stderr.replace(HOSTILE[name], "")
    assert "connect(" not in done.stderr
    assert "socket(" not in done.stderr
