"""What ``tren align`` makes of files nobody should hand it: an answer or one clear line, soon and in little memory."""

import subprocess
import sys
from pathlib import Path

import pytest

from running import Result, Runner, Swift

TURKISH = (
    "Kongre 4 Eylül’de Sivas’ta toplandı.\nMustafa Kemal Paşa başkan seçildi.\nDelegeler manda fikrini reddetti.\n"
)
ENGLISH = (
    "The congress met in Sivas on 4 September.\n"
    "Mustafa Kemal Pasha was elected president.\n"
    "The delegates rejected the idea of a mandate.\n"
)
DIAGONAL = "[0]:[0]\n[1]:[1]\n[2]:[2]\n"
MEGABYTES = 500
SECONDS = 10
"""Processor time of a 5 MB line."""


@pytest.fixture
def tren(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """The command in an empty folder, inside the test's own process."""
    monkeypatch.chdir(tmp_path)
    return Swift(tmp_path)


@pytest.fixture
def texts(tren: Runner) -> Runner:
    """The command beside a small text in two languages."""
    put(tren, "tr.txt", TURKISH)
    put(tren, "en.txt", ENGLISH)
    return tren


def put(tren: Runner, name: str, content: str | bytes) -> None:
    """Write a file byte by byte."""
    (tren.folder / name).write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


def beads(tren: Runner, *words: str) -> Result:
    """Align, one line a sentence, bead lines as the answer."""
    return tren("align", *words, "--presegmented", "--format", "beads")


def assert_refused(result: Result, said: str, codes: tuple[int, ...] = (2, 3)) -> None:
    """One line says what is wrong, and nothing else is printed."""
    assert result.code in codes, result
    assert result.out == ""
    (line,) = result.err.splitlines()
    assert line.startswith("error: ")
    assert said in line


@pytest.mark.parametrize(("source", "target"), [("", ENGLISH), (TURKISH, ""), ("", "")])
def test_an_empty_side_is_named(source: str, target: str, tren: Runner) -> None:
    """Nothing against something is no alignment."""
    put(tren, "a.txt", source)
    put(tren, "b.txt", target)
    assert_refused(beads(tren, "a.txt", "b.txt"), "b.txt" if source else "a.txt")


@pytest.mark.parametrize("turned", [False, True])
def test_one_sentence_against_five_hundred(turned: bool, tren: Runner) -> None:  # noqa: FBT001  (a parameter of the test)
    """No size is refused, and every line is in the answer once."""
    put(tren, "one.txt", "Kongre 4 Eylül 1919’da Sivas’ta toplandı.\n")
    put(tren, "many.txt", "".join(f"Village {k} had {k + 3} houses.\n" for k in range(500)))
    names = ("many.txt", "one.txt") if turned else ("one.txt", "many.txt")
    result = beads(tren, *names)
    assert result.code == 0, result
    answered = result.out.replace("[", "").replace("]", "").splitlines()
    left, right = zip(*(line.split(":") for line in answered), strict=True)
    lines = [[number for part in side if part for number in part.split(",")] for side in (left, right)]
    assert sorted(map(len, lines)) == [1, 500]
    assert all(side == [str(k) for k in range(len(side))] for side in lines)


def test_languages_the_wrong_way_round_are_warned_of(texts: Runner) -> None:
    """An answer all the same, and a line for each file."""
    result = beads(texts, "en.txt", "tr.txt")
    assert (result.code, result.out) == (0, DIAGONAL)
    assert "en.txt looks like en, not tr" in result.err
    assert "tr.txt looks like tr, not en" in result.err


def test_the_same_file_twice_is_warned_of(texts: Runner) -> None:
    """One text is its own translation."""
    result = beads(texts, "tr.txt", "tr.txt")
    assert (result.code, result.out) == (0, DIAGONAL)
    assert "the same text" in result.err


@pytest.mark.parametrize(
    ("content", "options"),
    [
        (("\ufeff" + TURKISH).encode("utf-16-le"), ()),
        (("\ufeff" + TURKISH).encode("utf-16-be"), ()),
        (("\ufeff" + TURKISH).encode(), ()),
        (TURKISH.replace("\n", "\r\n").encode(), ()),
        (TURKISH.replace("\n", "\r").encode(), ()),
        (TURKISH.replace("’", "'").encode("iso8859-9"), ("--encoding", "iso8859-9")),
        (TURKISH.encode(), ("--encoding", "iso8859-9")),
        (TURKISH.replace(" başkan", "\u2028başkan").encode(), ()),
    ],
    ids=["utf-16-le", "utf-16-be", "mark", "CRLF", "CR", "Latin-5", "wrong encoding", "U+2028"],
)
def test_encodings_and_line_ends(content: bytes, options: tuple[str, ...], texts: Runner) -> None:
    """What can be read is aligned; a line separator inside a sentence ends no line."""
    put(texts, "odd.txt", content)
    if options:
        put(texts, "en.txt", ENGLISH.encode("iso8859-9"))
    result = beads(texts, "odd.txt", "en.txt", *options)
    assert (result.code, result.out) == (0, DIAGONAL), result


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        (TURKISH.replace("’", "'").encode("iso8859-9"), (), "--encoding cp1254"),
        (TURKISH.encode(), ("--encoding", "ascii"), "not ascii"),
        (TURKISH.encode(), ("--encoding", "latin5x"), "latin5x"),
        (b"Bir c\x00mle.\n", (), "NUL"),
        (TURKISH.encode("utf-16-le"), (), "UTF-16"),
    ],
    ids=["unnamed", "too small", "no such", "NUL", "no mark"],
)
def test_what_cannot_be_read_is_named(content: bytes, options: tuple[str, ...], said: str, texts: Runner) -> None:
    """The line says what to try."""
    put(texts, "odd.txt", content)
    assert_refused(beads(texts, "odd.txt", "en.txt", *options), said)


@pytest.mark.parametrize("text", ["\u2028\n", "\u200b\n", "…\n", "\n", "   \n"])
def test_lines_without_a_word(text: str, texts: Runner) -> None:
    """A line that says nothing is still a line."""
    put(texts, "odd.txt", text)
    result = beads(texts, "odd.txt", "en.txt")
    assert result.code == 0, result
    assert result.out.count("\n") in {3, 4}


def test_only_numbers(tren: Runner) -> None:
    """Figures pair with themselves, also where one is missing."""
    numbers = [37 * k + 11 for k in range(200)]
    put(tren, "a.txt", "".join(f"{number}\n" for number in numbers))
    put(tren, "b.txt", "".join(f"{number}\n" for number in numbers if number != numbers[90]))
    result = beads(tren, "a.txt", "b.txt")
    assert result.code == 0
    assert "[90]:[]\n" in result.out
    assert result.out.count(":[]") == 1


@pytest.mark.parametrize(
    ("anchors", "said"),
    [
        (("9:0",), "lies outside"),
        (("0:3",), "lies outside"),
        (("0:1", "1:0"), "cross"),
        (("1",), "I:J"),
        (("-1:0",), "I:J"),
        (("a:b",), "I:J"),
        (("²:0",), "I:J"),
        (("9" * 5000 + ":0",), "anchor"),
    ],
)
def test_bad_anchors_are_refused(anchors: tuple[str, ...], said: str, texts: Runner) -> None:
    """One that does not exist, two that cross, and what is none."""
    words = [word for anchor in anchors for word in ("--anchor", anchor)]
    assert_refused(beads(texts, "tr.txt", "en.txt", *words), said)


def test_an_anchor_said_twice_counts_once(texts: Runner) -> None:
    """No harm done."""
    result = beads(texts, "tr.txt", "en.txt", "--anchor", "1:1", "--anchor", "1:1")
    assert (result.code, result.out) == (0, DIAGONAL)


def test_anchors_no_bead_can_hold(tren: Runner) -> None:
    """One sentence that must stand with two that are far apart: one line says which."""
    put(tren, "a.txt", "Kongre toplandı.\n" * 30)
    put(tren, "b.txt", "The congress met.\n" * 30)
    assert_refused(beads(tren, "a.txt", "b.txt", "--anchor", "3:3", "--anchor", "3:20"), "3:20")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("kongre\tcongress\nbozuk satır\n", "odd.dic:2"),
        ("kongre\t\n", "odd.dic:1"),
        (" @ kongre\n", "odd.dic:1"),
        (bytes(range(256)), "odd.dic"),
        ("kongre\tcongress\nşart\tcondition\n".encode("cp1254"), "--encoding"),
    ],
    ids=["no tab", "half", "other half", "binary", "encoding"],
)
def test_a_malformed_dictionary_is_named(content: str | bytes, said: str, texts: Runner) -> None:
    """File and line; never half of it silently."""
    put(texts, "odd.dic", content)
    assert_refused(beads(texts, "tr.txt", "en.txt", "--dictionary", "odd.dic"), said)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("congress\tkongre\nmandate\tmanda\n", "the target language first"),
        ("kongre @ congress\nmanda @ mandate\n", "the target language first"),
        ("çiçek\tflower\n", "no entry of the dictionary"),
    ],
)
def test_a_dictionary_that_does_not_fit_is_warned_of(content: str, said: str, texts: Runner) -> None:
    """Turned round where that helps; said where nothing of it occurs."""
    put(texts, "odd.dic", content)
    result = beads(texts, "tr.txt", "en.txt", "--dictionary", "odd.dic")
    assert (result.code, result.out) == (0, DIAGONAL)
    assert said in result.err


LONG = {
    "sentence": "Sivas’ta toplanan kongre manda fikrini reddetti ve ",
    "word": "a",
    "digit": "1",
    "numbers": "1,2 ",
    "spaces": " ",
    "capitals": "X",
    "Roman": "XIX. ",
}


@pytest.mark.parametrize("piece", LONG.values(), ids=LONG.keys())
def test_a_line_of_five_megabytes(piece: str, texts: Runner) -> None:
    """However long, it is read in bounded time and memory."""
    put(texts, "long.txt", (piece * (5_000_000 // len(piece)))[:5_000_000] + "\n")
    result, seconds, megabytes = measured(texts, "long.txt", "en.txt")
    assert result.code == 0, result
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


def test_ten_thousand_equal_lines(tren: Runner) -> None:
    """Nothing tells them apart but their order."""
    put(tren, "a.txt", "Kongre toplandı.\n" * 10_000)
    put(tren, "b.txt", "The congress met.\n" * 10_000)
    result, seconds, megabytes = measured(tren, "a.txt", "b.txt")
    assert result.out == "".join(f"[{k}]:[{k}]\n" for k in range(10_000))
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


WRAPPER = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], check=False)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, file=sys.stderr)
sys.exit(done.returncode)
"""


def measured(tren: Runner, *words: str) -> tuple[Result, float, float]:
    """Align in a process of its own; return the answer, the processor's seconds and the most megabytes it took."""
    command = [sys.executable, "-m", "parallel", "align", *words, "--presegmented", "--format", "beads"]
    done = subprocess.run(
        [sys.executable, "-c", WRAPPER, *command], cwd=tren.folder, capture_output=True, text=True, check=False
    )
    *said, figures = done.stderr.splitlines()
    seconds, megabytes = figures.split()
    return Result(done.returncode, done.stdout, "\n".join(said)), float(seconds), float(megabytes)
