"""Bad input: one clear line, the right exit code, and nothing written."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from running import Runner, snapshot

FILE_VERBS = [
    ("clean",),
    ("segment", "--lang", "tr"),
    ("segment", "--raw"),
    ("terms", "find"),
    ("check",),
]


def complaint(text: str) -> str:
    """Return the one error line of a run; anything else is a failure."""
    lines = [line for line in text.splitlines() if line]
    assert len(lines) == 1, text
    assert lines[0].startswith("error: ")
    assert "Traceback" not in text
    return lines[0]


@pytest.fixture
def bad(tren: Runner) -> Runner:
    """The command beside a folder with every kind of bad file."""
    folder = tren.folder / "bad"
    folder.mkdir()
    (folder / "cp1254.txt").write_bytes("Türkiye’nin şartı\nİkinci satır\n".encode("cp1254"))
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "utf16.txt").write_bytes("Birinci cümle. İkinci cümle.".encode("utf-16-le"))
    (folder / "folder.txt").mkdir()
    return tren


@pytest.mark.parametrize("verb", FILE_VERBS, ids=" ".join)
@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("missing.txt", 2, "missing.txt"),
        ("folder.txt", 2, "folder.txt"),
        ("cp1254.txt", 3, "--encoding cp1254"),
        ("binary.txt", 3, "binary.txt"),
        ("utf16.txt", 3, "utf16.txt"),
    ],
)
def test_bad_files(verb: tuple[str, ...], name: str, code: int, said: str, bad: Runner) -> None:
    """A missing, foreign or binary file, and a folder, are named in one line with what to do."""
    before = snapshot(bad.folder)
    result = bad(*verb, f"bad/{name}")
    assert result.code == code, result
    assert said in complaint(result.err)
    assert result.out == ""
    assert snapshot(bad.folder) == before


def test_cp1254_is_read_when_named(bad: Runner) -> None:
    """The hint given works."""
    result = bad("segment", "bad/cp1254.txt", "--lang", "tr", "--encoding", "cp1254")
    assert result.code == 0
    assert "Türkiye’nin şartı" in result.out


@pytest.mark.parametrize("data", [b"", b"  \n\n \n"])
def test_an_empty_file_has_no_sentences(data: bytes, tren: Runner) -> None:
    """Empty input is a warning, and an error only where an alignment was asked for."""
    (tren.folder / "empty.txt").write_bytes(data)
    (tren.folder / "full.txt").write_text("Bir cümle.\n", "utf-8")
    result = tren("segment", "empty.txt", "--lang", "tr")
    assert (result.code, result.out) == (0, "")
    assert "no sentences found" in result.err
    result = tren("align", "empty.txt", "full.txt")
    assert result.code == 3
    assert "no sentences found" in complaint(result.err)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("build", "999"), 2, "999"),
        (("check", "999.abstract"), 2, "999.abstract"),
        (("export", "999.abstract"), 2, "999.abstract"),
        (("score", "999.abstract"), 2, "999.abstract"),
        (("align", "999.abstract"), 2, "999.abstract"),
        (("clean", "999"), 2, "999"),
        (("add", "none.txt"), 2, "none.txt"),
        (("export", "--format", "docx9"), 2, "docx9"),
        (("segment", "seeds/manifest.yaml"), 2, "--lang"),
        (("lookup", "  "), 2, "nothing to look up"),
        (("check", "--only", "spelling"), 2, "spelling"),
        (("-C", "nowhere", "build"), 2, "nowhere"),
        (("align", "-", "-"), 2, "only once"),
        (("nonsense",), 2, "nonsense"),
    ],
)
def test_wrong_calls(words: tuple[str, ...], code: int, said: str, tren: Runner) -> None:
    """Unknown ids, options and verbs are usage errors; the workspace stays as it was."""
    assert tren("init").code == 0
    before = snapshot(tren.folder)
    result = tren(*words)
    assert result.code == code, result
    assert said in complaint(result.err)
    assert snapshot(tren.folder) == before


@pytest.mark.parametrize(
    ("file", "text", "where"),
    [
        ("seeds/manifest.yaml", "documents:\n  - id: a\n", "seeds/manifest.yaml:2"),
        ("seeds/manifest.yaml", "documents: [\n", "seeds/manifest.yaml:2"),
        ("seeds/manifest.yaml", "documents:\n  - {id: a, file: gone.txt}\n", "gone.txt"),
        ("glossary/mine.yaml", "- id: a\n  domain: x\n", "glossary/mine.yaml:1"),
        ("glossary/mine.yaml", "- id: a\n  id: b\n", "glossary/mine.yaml:2"),
        ("aligned/a.abstract.jsonl", "{}\n", "aligned/a.abstract.jsonl:1"),
    ],
)
def test_malformed_workspace_files(file: str, text: str, where: str, tren: Runner) -> None:
    """A malformed manifest, glossary or aligned file is named with its line, and nothing is written."""
    assert tren("init").code == 0
    manifest = "documents:\n  - {id: a, file: a.txt}\npairs:\n  - {id: a.abstract, source: a, target: a}\n"
    (tren.folder / "seeds" / "manifest.yaml").write_text(manifest, "utf-8")
    (tren.folder / "seeds" / "a.txt").write_text("Öz\n\nBir cümle.\n\nAbstract\n\nOne sentence about it.\n", "utf-8")
    (tren.folder / file).write_text(text, "utf-8")
    before = snapshot(tren.folder)
    result = tren("check") if file.startswith("aligned") else tren("build")
    assert result.code in {2, 3}, result
    assert where in complaint(result.err)
    assert snapshot(tren.folder) == before


def test_no_workspace(tren: Runner) -> None:
    """Outside a workspace the way to one is shown."""
    result = tren("build")
    assert result.code == 2
    assert "tren init" in complaint(result.err)


def test_the_reader_closes_the_pipe(tren: Runner) -> None:
    """A closed pipe ends the command quietly."""
    (tren.folder / "long.txt").write_text("Bir cümle. " * 40000, "utf-8")
    command = f"{sys.executable} -m parallel segment long.txt --lang tr | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=tren.folder, capture_output=True, text=True, check=False)
    assert done.returncode == 141
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_standard_output_is_full(tren: Runner) -> None:
    """A full device is one line and status 4."""
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "parallel", "lookup", "Misak-ı Milli"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, cwd=tren.folder)
    assert done.returncode == 4
    assert os.strerror(errno.ENOSPC) in complaint(done.stderr)


@pytest.mark.parametrize("name", ["C", "POSIX", "tr_TR.UTF-8", "tr_TR.ISO-8859-9"])
def test_locale_does_not_change_the_output(name: str, tren: Runner) -> None:
    """Data is UTF-8 whatever the locale says."""
    text = "İstanbul’da ığıl ığıl akan su. Şark Ekspresi kalktı.\n"
    result = tren(
        "segment", "-", "--lang", "tr", stdin=text.encode(), env={"LC_ALL": name, "PYTHONIOENCODING": "ascii"}
    )
    assert result.out == "İstanbul’da ığıl ığıl akan su.\nŞark Ekspresi kalktı.\n"


def test_a_bug_is_admitted(tren: Runner) -> None:
    """An error nobody foresaw is one line with status 70, and the traceback only with --debug."""
    code = (
        "import sys\nfrom parallel.cli import app\nimport parallel.cli.lookup as verb\n"
        "def broken(*a, **k): raise ZeroDivisionError('x')\n"
        "verb.load_termbase = broken\nsys.argv = ['tren', *sys.argv[1:]]\nsys.exit(app.run())\n"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run([*command, "lookup", "x"], capture_output=True, text=True, check=False, cwd=tren.folder)
    assert done.returncode == 70
    assert "--debug" in complaint(done.stderr)
    done = subprocess.run([*command, "--debug", "lookup", "x"], capture_output=True, text=True, check=False)
    assert "Traceback" in done.stderr
