"""Every verb does what its help says, run as a user runs it."""

import json
from pathlib import Path

import pytest

from running import Runner, snapshot

TURKISH = """Erzurum Kongresi 23 Temmuz 1919’da toplandı. Delegeler vatanın bölünmez olduğunu ilan etti.

Kararlar 7 Ağustos 1919’da açıklandı. Mustafa Kemal başkan seçildi.
"""
ENGLISH = """The Erzurum Congress met on 23 July 1919. The delegates declared that the homeland was indivisible.

The decisions were announced on 7 August 1919. Mustafa Kemal was elected president.
"""


@pytest.fixture
def texts(tren: Runner) -> Runner:
    """The command beside two texts that translate each other."""
    (tren.folder / "tr.txt").write_text(TURKISH, "utf-8")
    (tren.folder / "en.txt").write_text(ENGLISH, "utf-8")
    return tren


def test_segment_prints_a_sentence_a_line(texts: Runner) -> None:
    """Paragraphs and dates do not confuse it."""
    assert texts("segment", "tr.txt", "--lang", "tr").out.count("\n") == 4


def test_segment_reads_standard_input(tren: Runner) -> None:
    """A dash is standard input."""
    result = tren("segment", "-", "--lang", "tr", stdin=b"15. Kolordu geldi. Sonra gitti.")
    assert result.out == "15. Kolordu geldi.\nSonra gitti.\n"


def test_align_forms(texts: Runner) -> None:
    """The same alignment as bead lines, pairs, JSON Lines and TMX."""
    beads = texts("align", "tr.txt", "en.txt", "--format", "beads")
    assert beads.out == "[0]:[0]\n[1]:[1]\n[2]:[2]\n[3]:[3]\n"
    rows = texts("align", "tr.txt", "en.txt").out.splitlines()
    assert rows[0] == "source\ttarget"
    assert rows[4] == "Mustafa Kemal başkan seçildi.\tMustafa Kemal was elected president."
    records = [json.loads(line) for line in texts("align", "tr.txt", "en.txt", "--format", "jsonl").out.splitlines()]
    assert [record["source"] for record in records] == [[0], [1], [2], [3]]
    assert texts("align", "tr.txt", "en.txt", "--format", "tmx").out.count("<tu ") == 4


def test_align_explains_itself(texts: Runner) -> None:
    """With --explain each bead says what spoke for it."""
    out = texts("align", "tr.txt", "en.txt", "--format", "jsonl", "--explain").out
    assert "1919" in json.dumps(json.loads(out.splitlines()[0])["evidence"])


def test_align_keeps_anchors_and_empty_lines(tren: Runner) -> None:
    """An anchor pairs two sentences whatever else speaks; empty lines of a segmented file count."""
    (tren.folder / "a").write_text("Birinci cümle burada.\n\nÜçüncü cümle de burada.\n", "utf-8")
    (tren.folder / "b").write_text("A first sentence is here.\nA third sentence is here too.\n", "utf-8")
    result = tren("align", "a", "b", "--presegmented", "--format", "jsonl", "--anchor", "2:0")
    beads = [json.loads(line) for line in result.out.splitlines()]
    assert [number for bead in beads for number in bead["source"]] == [0, 1, 2]
    assert any(2 in bead["source"] and 0 in bead["target"] for bead in beads)


def test_align_takes_a_dictionary_either_way_round(texts: Runner) -> None:
    """A user's words speak for beads; a dictionary the wrong way round is turned, with a warning."""
    (texts.folder / "d.tsv").write_text("indivisible\tbölünmez\nhomeland\tvatan\n", "utf-8")
    result = texts("align", "tr.txt", "en.txt", "--format", "beads", "--dictionary", "d.tsv")
    assert (result.code, result.out.count("\n")) == (0, 4)
    assert "other way round" in result.err
    (texts.folder / "d.tsv").write_text("vatan\n", "utf-8")
    result = texts("align", "tr.txt", "en.txt", "--dictionary", "d.tsv")
    assert (result.code, "d.tsv:1" in result.err) == (3, True)


def test_align_warns_of_slips(texts: Runner) -> None:
    """Files in the wrong order and one text twice are aligned all the same, with a warning."""
    assert "looks like en, not tr" in texts("align", "en.txt", "tr.txt").err
    assert "the same text" in texts("align", "tr.txt", "tr.txt").err
    assert texts("align", "tr.txt", "en.txt").err == ""


@pytest.mark.parametrize("anchor", ["x", "1", "1:y", "-1:0", "9:0"])
def test_bad_anchors_are_refused(anchor: str, texts: Runner) -> None:
    """An anchor that names no sentences is a usage error."""
    assert texts("align", "tr.txt", "en.txt", f"--anchor={anchor}").code in {2, 3}


def test_align_writes_a_file(texts: Runner) -> None:
    """-o writes the file and prints nothing."""
    result = texts("align", "tr.txt", "en.txt", "--format", "beads", "-o", "out.beads")
    assert (result.code, result.out) == (0, "")
    assert (texts.folder / "out.beads").read_text() == "[0]:[0]\n[1]:[1]\n[2]:[2]\n[3]:[3]\n"
    assert texts("align", "tr.txt", "en.txt", "-o", ".").code == 2


def test_clean_json_accounts_for_every_character(tren: Runner, seeds: Path) -> None:
    """Every raw character that is not white space is in exactly one span or dropped range."""
    path = next(seeds.glob("002*.txt"))
    raw = path.read_text("utf-8")
    said = json.loads(tren("clean", str(path), "--format", "json").out)
    seen = [0] * len(raw)
    for start, end, _ in said["dropped"]:
        for i in range(start, end):
            seen[i] += 1
    for passage in said["passages"]:
        for _, _, start, end in passage["spans"]:
            for i in range(start, end):
                seen[i] += 1
    assert all(seen[i] == 1 for i, char in enumerate(raw) if not char.isspace())


def test_clean_text_is_paragraphs(tren: Runner, seeds: Path) -> None:
    """Paragraphs are separated by empty lines and hold no line breaks of the page."""
    out = tren("clean", str(next(seeds.glob("003*.txt")))).out
    paragraphs = out.split("\n\n")
    assert any(
        paragraph.startswith("Bu makalede Birleşik Krallık") and len(paragraph) > 500 for paragraph in paragraphs
    )


@pytest.mark.parametrize(
    ("query", "concept"),
    [
        ("Misak-ı Millî’nin", "misak-i-milli"),
        ("MISAKI MILLI", "misak-i-milli"),
        ("heyeti temsiliyenin", "heyet-i-temsiliye"),
        ("mukabil teklifnameye", "mukabil-teklifname"),
    ],
)
def test_lookup_finds_any_spelling(query: str, concept: str, tren: Runner) -> None:
    """Case, circumflex, hyphens and suffixes do not matter."""
    result = tren("lookup", query, "--format", "json")
    assert result.code == 0
    assert json.loads(result.out)["exact"][0]["id"] == concept


def test_lookup_offers_near_misses(tren: Runner) -> None:
    """A slip of the pen gets the nearest entries and status 1."""
    result = tren("lookup", "Misak-ı Mlli")
    assert result.code == 1
    assert "Misak-ı Millî — National Pact" in result.out


def test_lookup_of_nothing_near(tren: Runner) -> None:
    """A word unlike any term says so."""
    result = tren("lookup", "qqqqxyzxyz")
    assert result.code == 1
    assert "nothing near it" in result.err


def test_lookup_shows_the_entry(tren: Runner) -> None:
    """Definition, terms with status and reason, and sources are there."""
    out = tren("lookup", "Sevr Antlaşması").out
    assert "Treaty of Sèvres" in out
    assert "forbidden:" in out


def test_terms_find_gives_places_in_the_file(tren: Runner) -> None:
    """Offsets are code points of the file as given."""
    text = "Ankara’da Heyet-i Tem-\nsiliye’nin kararıyla Misakı Millî ilan edildi."
    (tren.folder / "t.txt").write_text(text, "utf-8")
    lines = [line.split("\t") for line in tren("terms", "find", "t.txt").out.splitlines()]
    assert lines[0] == ["concept_id", "char_start", "char_end", "surface", "certainty"]
    found = {row[0]: text[int(row[1]) : int(row[2])] for row in lines[1:]}
    assert found["heyet-i-temsiliye"] == "Heyet-i Tem-\nsiliye’nin"
    assert found["misak-i-milli"] == "Misakı Millî"


def test_terms_with_a_glossary_of_ones_own(tren: Runner) -> None:
    """A CSV serves as term base."""
    (tren.folder / "g.csv").write_text("concept_id,lang,term,status\nsu,tr,ığıl su,preferred\n", "utf-8")
    result = tren("terms", "find", "-", "--glossary", "g.csv", "--format", "json", stdin="IĞIL SUYU aktı.".encode())
    assert json.loads(result.out)["concept_id"] == "su"


def test_terms_list_and_validate(tren: Runner) -> None:
    """The shipped term base lists and keeps every rule."""
    assert tren("terms", "list").out.count("\n") > 60
    result = tren("terms", "validate")
    assert result.code == 0, result.out


def test_check_of_a_file(tren: Runner) -> None:
    """Rows count from 0, an empty line is no row, and --fail-on decides the status."""
    pairs = "Bir cümle.\tA sentence.\n\n1920’de Sevr Antlaşması imzalandı.\tThe Treaty of Sevr was signed in 1921.\n"
    (tren.folder / "p.tsv").write_text(pairs, "utf-8")
    result = tren("check", "p.tsv", "--format", "tsv")
    rows = [line.split("\t") for line in result.out.splitlines()[1:]]
    assert {(row[0], row[1]) for row in rows} >= {("1", "glossary-forbidden")}
    assert any(row[1] in {"number", "date"} for row in rows)
    assert result.code == 0
    assert tren("check", "p.tsv", "--fail-on", "error").code == 1
    assert tren("check", "p.tsv", "--only", "quotes", "--fail-on", "info").code == 0


def test_check_of_the_workspace(built: Runner) -> None:
    """Pairs are named by id, all are checked without one."""
    assert "004.abstract" in built("check").out
    assert "Sevr" in built("check", "004.abstract").out
    assert built("check", "aligned/004.abstract.jsonl", "--format", "json").code == 0


def test_export_is_stable_and_counts(built: Runner) -> None:
    """Two exports are the same bytes; approved-only says what it left out."""
    first, second = built("export"), built("export")
    assert first.out == second.out
    assert first.out.count("<tu ") == 34
    assert "34 units exported" in first.err
    assert "0 units exported, left out: 34 state auto" in built("export", "--states", "approved").err
    assert built("export", "002.abstract", "--format", "jsonl").out.count("\n") == 5


def test_score_and_history(built: Runner) -> None:
    """Scores carry signatures and are appended to the history."""
    result = built("score", "002.abstract", "--format", "json")
    (run,) = json.loads(result.out)
    assert all(score["signature"] for score in run["scores"])
    reference = "\n".join(
        json.loads(line)["en"] for line in built("export", "002.abstract", "--format", "jsonl").out.splitlines()
    )
    result = built("score", "002.abstract", "--reference", "-", "--format", "tsv", stdin=reference.encode())
    bleu = next(line for line in result.out.splitlines() if "\tbleu\t" in line)
    assert "\t100.0\t" in bleu
    assert built("score", "--history", "--format", "tsv").out.count("002.abstract") > 2
    short = built("score", "002.abstract", "--reference", "-", stdin=b"one line\n")
    assert (short.code, "two-sided beads" in short.err) == (3, True)
    assert built("score", "--reference", "-", stdin=b"x").code == 2


def test_a_translation_is_paired_and_built(texts: Runner) -> None:
    """`add --translation` makes a pair that `build` aligns, checks and exports."""
    assert texts("init", "ws").code == 0
    added = texts("-C", "ws", "add", "tr.txt", "--translation", "en.txt", "--lang", "tr")
    assert (added.code, "tr~en" in added.err) == (0, True), added
    result = texts("-C", "ws", "build")
    assert result.code == 0, result
    assert (texts.folder / "ws" / "exports" / "tr~en.tmx").read_text("utf-8").count("<tu ") == 4
    assert texts("-C", "ws", "add", "tr.txt").code == 2  # the id is taken
    assert texts("-C", "ws", "clean", "tr").out.startswith("Erzurum Kongresi")


@pytest.mark.parametrize("name", ["../x", "a/b", "a b", "-x", ".", "a.b", "", "x" * 300])
def test_an_id_names_files(name: str, texts: Runner) -> None:
    """Another one is refused before anything is written: not beside the folder, not a manifest nobody can read."""
    assert texts("init", "ws").code == 0
    before = snapshot(texts.folder)
    result = texts("-C", "ws", "add", "tr.txt", "--id", name)
    assert (result.code != 0) == bool(name), result  # an empty one is made from the file's name
    assert not name or snapshot(texts.folder) == before
    assert texts("-C", "ws", "build").code == 0


def test_what_people_did_survives_build_and_align(texts: Runner) -> None:
    """An edited text stays; it is held while its sentence is gone, and can be had back after --force."""
    assert texts("init", "ws").code == 0
    assert texts("-C", "ws", "add", "tr.txt", "--translation", "en.txt", "--lang", "tr").code == 0
    assert texts("-C", "ws", "build").code == 0
    path = texts.folder / "ws" / "aligned" / "tr~en.jsonl"
    path.write_text(path.read_text("utf-8").replace("was elected president", "was chosen to preside"), "utf-8")
    result = texts("-C", "ws", "build")
    assert "changed outside the workbench" in result.err
    assert "was chosen to preside" in path.read_text("utf-8")
    assert "was chosen to preside" in (texts.folder / "ws" / "exports" / "tr~en.tmx").read_text("utf-8")
    assert texts("-C", "ws", "align", "tr~en").code == 0
    assert "was chosen to preside" in path.read_text("utf-8")
    seed = texts.folder / "ws" / "seeds" / "tr.txt"
    seed.write_text(seed.read_text("utf-8").replace("başkan seçildi", "başkanlığa seçildi"), "utf-8")
    result = texts("-C", "ws", "build")
    assert "no longer fits the text" in result.err
    held = path.with_name("tr~en.held.jsonl")
    assert "was chosen to preside" in held.read_text("utf-8")
    assert "was chosen to preside" not in path.read_text("utf-8")
    seed.write_text(seed.read_text("utf-8").replace("başkanlığa seçildi", "başkan seçildi"), "utf-8")
    assert texts("-C", "ws", "build").code == 0
    assert "was chosen to preside" in path.read_text("utf-8")
    assert not held.exists()
    assert texts("-C", "ws", "align", "tr~en", "--force").code == 0
    assert "was chosen to preside" not in path.read_text("utf-8")
    assert texts("-C", "ws", "undo", "tr~en").code == 0
    assert "was chosen to preside" in path.read_text("utf-8")


def test_init_and_add_touch_nothing_else(texts: Runner) -> None:
    """A file is copied byte for byte and the original stays."""
    before = snapshot(texts.folder)
    assert texts("init", "ws").code == 0
    assert texts("-C", "ws", "add", "tr.txt", "--id", "erzurum").code == 0
    after = snapshot(texts.folder)
    assert {name: data for name, data in after.items() if not name.startswith("ws/")} == before
    assert after["ws/seeds/erzurum.txt"] == before["tr.txt"]


def test_version(tren: Runner) -> None:
    """The version is the package's."""
    assert tren("--version").out.startswith("tren, version 0.")
