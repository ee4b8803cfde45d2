"""Broken and hostile glossary files: rows B1, B6–B10 and D1–D6 of the fault list, as a person would meet them."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from parallel.store.glossary import parse_yaml
from parallel.store.workspace import create_workspace
from running import Swift

SECONDS = 1.0
"""Processor time a refusal may take; other work on the machine does not count."""
MEGABYTES = 400
"""Address space given to the command, of which the interpreter and its libraries take the most part."""


@pytest.fixture
def run(tmp_path: Path) -> Swift:
    """The command in an empty workspace."""
    create_workspace(tmp_path / "ws")
    return Swift(tmp_path / "ws")


def entry(name: str, *more: str, tr: str = "Misak", en: str = "Pact") -> str:
    """Return a valid entry with lines added."""
    head = f"- id: {name}\n  domain: treaty\n  definition: Own words.\n"
    return f"{head}  tr:\n    - term: {tr}\n  en:\n    - term: {en}\n" + "".join(f"  {line}\n" for line in more)


BOMB = "- &a [x, x]\n" + "".join(f"- &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20))
REFUSED = {
    "tab": (entry("a") + "\tusage: x\n", 8),
    "duplicate-key": (entry("a", "usage: x", "usage: y"), 9),
    "alias-bomb": (BOMB, 1),
    "deep-flow": ("- id: " + "[" * 5000 + "]" * 5000 + "\n", 1),
    "deep-block": ("".join(f"{'  ' * level}- a:\n" for level in range(60)), None),
    "python-tag": ("- id: !!python/object/apply:os.system [true]\n", 1),
    "unknown-tag": (entry("a", "usage: !loud x"), 8),
    "conflict": ("<<<<<<< HEAD\n" + entry("a") + "=======\n" + entry("b") + ">>>>>>> theirs\n", 1),
    "conflict-diff3": (entry("a") + "||||||| base\n" + entry("b") + ">>>>>>> theirs\n", 8),
    "conflict-in-block": (entry("a", "usage: >-", "  some words") + "<<<<<<< HEAD\n", 10),
    "not-a-list": ("id: a\n", 1),
    "two-documents": (entry("a") + "---\n" + entry("b"), 8),
    "empty-term": (entry("a", tr="''"), 5),
    "same-id": (entry("a") + entry("a"), 8),
    "not-yaml": ("- id: 'a\n", None),
    "control-character": ("- id: a\x07\n", None),
}


@pytest.mark.parametrize("name", REFUSED)
def test_yaml_is_refused_with_its_line(name: str, run: Swift, tmp_path: Path) -> None:
    """One line, exit 3, quickly; the workspace's glossary is untouched."""
    text, line = REFUSED[name]
    path = tmp_path / "g.yaml"
    path.write_text(text, "utf-8")
    start = time.process_time()
    done = run("terms", "import", str(path), "--alone")
    assert time.process_time() - start < SECONDS
    assert (done.code, done.out) == (3, "")
    assert done.err.count("\n") == 1
    assert re.search(rf"g\.yaml:{line or '[0-9]+'}: ", done.err), done.err
    assert not list((run.folder / "glossary").iterdir())


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", "Misâk".encode("latin-1"), b"x" * (11 * 1024 * 1024)])
def test_bytes_that_are_no_yaml(data: bytes, run: Swift, tmp_path: Path) -> None:
    """Another encoding and a file without measure are refused."""
    (tmp_path / "g.yaml").write_bytes(data)
    assert run("lookup", "x", "--glossary", str(tmp_path / "g.yaml")).code == 3


@pytest.mark.parametrize(
    "word", ["no", "on", "yes", "null", "true", "010", "12:30", "1e3", "2020-01-01", "0x1F", ".5", "=", "~x"]
)
def test_words_stay_words(word: str) -> None:
    """Nothing a glossary says turns into a number, a time or a truth."""
    (concept,) = parse_yaml(entry("a", f"period: {word}", tr=word, en=f"'{word}'").encode(), "g")
    assert (concept.period, *(term.text for term in concept.terms)) == (word, word, word)


FOUND = {
    "same-term-twice": entry("a", en="Pact\n    - term: Pact\n      status: admitted"),
    "two-preferred": entry("a", en="Pact\n    - term: Oath\n      status: preferred"),
    "variant-is-a-head": entry("a") + entry("b", tr="Ahit\n      variants: [Misak]", en="Oath"),
    "refers-to-itself": entry("a", "see_also: [a]"),
    "refers-to-nothing": entry("a", "see_also: [b]"),
    "retired-to-retired": "".join(
        f"- id: {name}\n  domain: d\n  definition: x\n  see_also: [{other}]\n  en:\n"
        f"    - {{term: {name}x, status: deprecated, reason: y}}\n"
        for name, other in ("ab", "ba")
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_validate_finds_it(name: str, run: Swift, tmp_path: Path) -> None:
    """Exit 1 with file and line; looking up still answers, always the same."""
    path = tmp_path / "g.yaml"
    path.write_text(FOUND[name], "utf-8")
    done = run("terms", "validate", "--glossary", str(path))
    assert done.code == 1
    assert re.search(rf"{re.escape(str(path))}:\d+: error: ", done.out)
    answers = {run("lookup", "Misak", "--glossary", str(path)).out for _ in range(3)}
    assert len(answers) == 1
    assert run("terms", "import", str(path), "--alone").code == 3


@pytest.mark.parametrize("size", [2, 50])
def test_rings_are_told_once(size: int, run: Swift, tmp_path: Path) -> None:
    """References in a ring end, and are no error."""
    path = tmp_path / "g.yaml"
    entries = (
        entry(f"c{at}", f"see_also: [c{(at + 1) % size}]", tr=f"kavram{at}q", en=f"notion{at}q") for at in range(size)
    )
    path.write_text("".join(entries), "utf-8")
    done = run("terms", "validate", "--glossary", str(path))
    assert done.code == 0
    assert done.out.count("run in a ring") == 1


LAUGHS = "".join(f'<!ENTITY l{at + 1} "{f"&l{at};" * 10}">' for at in range(9))
LONG = "a" * 50_000
BODY = "<text><body>{}</body></text></tbx>"
ENTRY = '<conceptEntry id="a"><langSec xml:lang="tr"><termSec><term>{}</term></termSec></langSec></conceptEntry>'


def tbx(inside: str, doctype: str = "") -> str:
    """Return a TBX file."""
    return f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<tbx type="TBX-Basic" style="dca">{BODY.format(inside)}'


HOSTILE = {
    "billion-laughs": tbx(ENTRY.format("&l9;"), f'<!DOCTYPE tbx [<!ENTITY l0 "ha">{LAUGHS}]>'),
    "quadratic": tbx(ENTRY.format("&q;" * 20_000), f'<!DOCTYPE tbx [<!ENTITY q "{LONG}">]>'),
    "external": tbx(ENTRY.format("&x;"), '<!DOCTYPE tbx [<!ENTITY x SYSTEM "SECRET">]>'),
    "parameter": tbx(ENTRY.format("x"), '<!DOCTYPE tbx [<!ENTITY % x SYSTEM "SECRET"> %x;]>'),
    "undeclared": tbx(ENTRY.format("&x;")),
    "deep": tbx("<conceptEntry>" * 200_000),
    "long-text": tbx(ENTRY.format("x" * 11_000_000)),
    "torn": tbx(ENTRY.format("x"))[:-9],
    "other": "<tmx/>",
    "nothing": "",
    "wrong-encoding": tbx(ENTRY.format("Misâk")).replace("UTF-8", "EBCDIC-XX"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_tbx_is_refused_with_its_line(name: str, run: Swift, tmp_path: Path) -> None:
    """Before anything is expanded or loaded, quickly, and no secret comes out."""
    secret, path = tmp_path / "secret.txt", tmp_path / "g.tbx"
    secret.write_text("gizli", "utf-8")
    path.write_text(HOSTILE[name].replace("SECRET", secret.as_uri()), "utf-8")
    start = time.process_time()
    done = run("terms", "import", str(path), "--alone")
    assert time.process_time() - start < SECONDS
    assert (done.code, done.out) == (3, "")
    assert re.search(r"g\.tbx: is empty|g\.tbx:\d+: ", done.err), done.err
    assert "gizli" not in done.err
    assert not list((run.folder / "glossary").iterdir())


@pytest.mark.parametrize("name", ["billion-laughs", "long-text"])
def test_little_memory_is_enough(name: str, tmp_path: Path) -> None:
    """Refusing takes no more memory than starting."""
    path = tmp_path / "g.tbx"
    path.write_text(HOSTILE[name], "utf-8")
    limit = f"ulimit -v {MEGABYTES * 1024}; exec {sys.executable} -m parallel terms merge {path} {path}"
    env = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(["bash", "-c", limit], capture_output=True, env=env, cwd=tmp_path, check=False, timeout=60)
    assert done.returncode == 3, done.stderr


@pytest.mark.parametrize(
    "doctype", ["", '<!DOCTYPE tbx SYSTEM "TBXcoreStructV02.dtd">', '<!DOCTYPE tbx PUBLIC "a" "b">']
)
def test_a_plain_doctype_is_accepted(doctype: str, run: Swift, tmp_path: Path) -> None:
    """Other tools write it; it is never loaded."""
    path = tmp_path / "g.tbx"
    path.write_text(tbx(ENTRY.format("Misak-ı Millî"), doctype), "utf-8")
    assert run("terms", "import", str(path), "--alone").code == 0
    assert "Misak-ı Millî" in run("terms", "show", "a").out


LANGUAGES = ('xml:lang="TR"', 'xml:lang="tr-TR"', 'xml:lang="tr_TR"', "")


def test_odd_files_of_other_tools_come_in(run: Swift, tmp_path: Path) -> None:
    """Languages in any spelling, unknown elements, empty terms, bad dates, repeated ids: kept, and told by line."""
    terms = "".join(
        f"<langSec {said}><termSec><term>{text}</term><note>Ok</note><odd>x</odd></termSec></langSec>"
        for said, text in (
            ('xml:lang="TR"', "bir"),
            ('xml:lang="tr-TR"', "iki"),
            ('xml:lang="tr_TR"', "üç"),
            ("", "one"),
        )
    )
    date = "<transacGrp><transac type='transactionType'>x</transac><date>yesterday</date></transacGrp>"
    inside = f'<conceptEntry id="a">{date}{terms}</conceptEntry>'
    inside += '<conceptEntry id="b"><langSec xml:lang="tr"><termSec><term></term></termSec></langSec></conceptEntry>'
    path = tmp_path / "g.tbx"
    path.write_text(tbx(inside + inside.replace("bir", "dört")), "utf-8")
    done = run("terms", "merge", str(path), str(path), "-o", str(tmp_path / "out.yaml"))
    assert done.code in {0, 1}
    assert f"{path}:1: " in done.err
    text = (tmp_path / "out.yaml").read_text("utf-8")
    assert all(word in text for word in ("bir", "iki", "üç", "one", "yesterday"))
    assert "en:" in text


CSVS = {
    "header": "id,term\n",
    "empty": "",
    "short": "concept_id,lang,term,status\na,tr,x\n",
    "status": "concept_id,lang,term,status\na,tr,x,loved\n",
    "blank-term": "concept_id,lang,term,status\na,tr, ,preferred\n",
    "open-quote": 'concept_id,lang,term,status\na,tr,"x,preferred\n',
    "huge-cell": "concept_id,lang,term,status\na,tr," + "x" * 200_000 + ",preferred\n",
}


@pytest.mark.parametrize("name", CSVS)
def test_csv_is_refused_with_its_line(name: str, run: Swift, tmp_path: Path) -> None:
    """One line, exit 3."""
    path = tmp_path / "g.csv"
    path.write_text(CSVS[name], "utf-8")
    done = run("terms", "find", "-", "--glossary", str(path), stdin=b"x")
    assert done.code == 3
    assert re.search(r"g\.csv:\d+: ", done.err), done.err
