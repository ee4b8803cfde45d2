"""``tren terms``, ``tren lookup`` and ``tren concordance`` as a translator uses them."""

import json
import os
from pathlib import Path

import pytest

from parallel.store.aligned import load_pair
from running import Swift, snapshot

GLOSSARY = """\
# Congresses and acts.
- id: erzurum-kongresi
  domain: congress
  definition: Congress of the eastern provinces in the summer of 1919.
  tr:
    - {term: Erzurum Kongresi, part_of_speech: proper-noun}
  en:
    - {term: Erzurum Congress, part_of_speech: proper-noun} # settled
    - {term: Congress of Erzurum, status: deprecated, reason: Older.}
  usage: Everybody says so.
  sources: [editorial]
  see_also: [delege]

- id: delege
  domain: office
  definition: Somebody sent to a congress.
  period: 1919
  tr:
    - {term: delege, variants: [delegat]}
  en:
    - {term: delegate}
  sources:
    - {author: Yazar, title: Kitap, year: "1999"}
"""


@pytest.fixture
def small(translated: Swift) -> Swift:
    """The small built workspace with a small glossary of its own."""
    (translated.folder / "glossary" / "acts.yaml").write_text(GLOSSARY, "utf-8")
    return translated


def acts(run: Swift) -> str:
    """Return the glossary file."""
    return (run.folder / "glossary" / "acts.yaml").read_text("utf-8")


def test_lookup_shows_occurrences_and_preferences(small: Swift) -> None:
    """Entry, what is asked for, uses under their rendering, counts of documents."""
    small(
        "terms", "prefer", "erzurum-kongresi", "Congress of Erzurum", "--article", "tr~en", "--reason", "House style."
    )
    done = small("lookup", "erzurum kongresi'nde")
    assert done.code == 0
    for part in (
        "Erzurum Kongresi — Erzurum Congress  [erzurum-kongresi]",
        "Congress of Erzurum (deprecated: Older.)",
        "Usage: Everybody says so.",
        "See also: delege",
        "Preferred for article tr~en: Congress of Erzurum (House style.)",
        "    Erzurum Congress (1)\n      tr~en 1  [Erzurum Kongresi] 23 Temmuz",
        "In its documents, as last built: tr 1×",
    ):
        assert part in done.out


def test_lookup_as_json(small: Swift) -> None:
    """The same for programs; a near miss has none and leaves with 1."""
    (entry,) = json.loads(small("lookup", "delegeler", "--format", "json").out)["exact"]
    assert entry["occurrences"][0]["rendering"] == "delegate"
    missed = small("lookup", "deleğeciks", "--format", "json")
    assert missed.code == 1
    assert json.loads(missed.out)["near"][0]["id"] == "delege"


def test_lookup_offers_near_misses_or_nothing(small: Swift) -> None:
    """What comes nearest, or a word that there is nothing."""
    assert "Near misses:\n  Erzurum Kongresi" in small("lookup", "Erzurun Kongrsi").out
    done = small("lookup", "qqqqqqqq")
    assert (done.code, done.out) == (1, "")
    assert "nothing near it" in done.err


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("31 Mart 1325", "31 Mart 1325 (Rumî) = 13 April 1909 = 22 Rebiülevvel 1327 (Hicrî, ±1 day)"),
        ("4 Şaban 1338", "4 Şaban 1338 (Hicrî, ±1 day) = 23 April 1920 = 23 Nisan 1336 (Rumî)"),
        ("23 Nisan 1920", "23 April 1920 = 23 Nisan 1336 (Rumî) = 4 Şaban 1338 (Hicrî, ±1 day)"),
        ("Şaban 1338", "Şaban 1338 (Hicrî, ±1 day) = 20 April 1920 to 18 May 1920"),
        ("1336", "1336 (Rumî) = 1 January 1920 to 31 December 1920"),
    ],
)
def test_lookup_converts_dates(query: str, said: str, small: Swift) -> None:
    """Rumî and Hicrî to ours, and back."""
    done = small("lookup", query)
    assert done.code == 0
    assert said in done.out.splitlines()


def test_lookup_of_a_plain_date_of_another_time(small: Swift) -> None:
    """Nobody needs 1453 in the Rumî calendar."""
    assert small("lookup", "29 Mayıs 1453").code == 1


def test_lookup_reads_old_builds_and_missing_pairs(small: Swift) -> None:
    """What was not built or aligned is left out."""
    (small.folder / "exports" / "tr.terms.tsv").unlink()
    (small.folder / "exports" / "en.terms.tsv").write_bytes(b"\xff\xfe")
    done = small("lookup", "delege")
    assert done.code == 0
    assert "as last built" not in done.out


def test_lookup_without_aligned_pairs(small: Swift) -> None:
    """A pair nobody has aligned yet has no occurrences."""
    (small.folder / "aligned" / "tr~en.jsonl").unlink()
    done = small("lookup", "delege")
    assert done.code == 0
    assert "In the pairs" not in done.out


def test_lookup_of_nothing(small: Swift) -> None:
    """An empty query is wrong usage."""
    assert small("lookup", " ").code == 2


def test_concordance_groups_by_rendering(small: Swift) -> None:
    """Keyword in context, under its rendering, with counts."""
    done = small("concordance", "Erzurum Kongresi")
    assert done.code == 0
    assert done.out.startswith("Erzurum Congress (1)\n  tr~en 1  [Erzurum Kongresi] 23 Temmuz 1919’da toplandı.")
    assert done.err == "1 occurrence: Erzurum Congress 1.\n"


def test_concordance_of_words_the_base_does_not_have(small: Swift) -> None:
    """Any words are searched, in either language."""
    turkish = small("concordance", "vatan", "--format", "tsv").out.splitlines()
    assert turkish[0].split("\t")[:4] == ["rendering", "unit", "bead", "place"]
    assert "vatanın" in turkish[1].split("\t")
    assert "[homeland]" in small("concordance", "homeland").out
    assert "[homeland]" in small("concordance", "homeland", "--lang", "en", "--pair", "tr~en").out
    assert small("concordance", "homeland", "--lang", "tr").code == 1


def test_concordance_searches_untranslated_texts(small: Swift, tmp_path: Path) -> None:
    """A document in no pair is read too, unless only pairs are asked for."""
    (tmp_path / "more.txt").write_text("Başka bir delege de geldi. Kongre uzadı.\n", "utf-8")
    small("add", str(tmp_path / "more.txt"), "--id", "more", "--lang", "tr")
    lines = small("concordance", "delege", "--format", "json").out.splitlines()
    assert {json.loads(line)["unit"] for line in lines} == {"tr~en", "more"}
    assert "(no rendering of the term base) (1)\n  more.txt, p. 1, l. 1" in small("concordance", "delege").out
    assert "more" not in small("concordance", "delege", "--pairs-only").out


def test_concordance_refuses_nothing_and_unknown_pairs(small: Swift) -> None:
    """Both are wrong usage."""
    assert small("concordance", "  ").code == 2
    assert small("concordance", "delege", "--pair", "x").code == 2


def test_extract_leads_to_add(small: Swift, tmp_path: Path) -> None:
    """Candidates with counts, known ones marked; drafts of the unknown go straight into the glossary."""
    text = "Millî ordu kuruldu. Millî ordunun subayları geldi. Erzurum Kongresi bitti. Erzurum Kongresi’nde konuştu.\n"
    (tmp_path / "x.txt").write_text(text, "utf-8")
    done = small("terms", "extract", str(tmp_path / "x.txt"))
    rows = [line.split("\t") for line in done.out.splitlines()]
    assert rows[0] == ["candidate", "frequency", "c_value", "known", "forms"]
    assert {(row[0], row[1], row[3]) for row in rows[1:]} == {
        ("Millî ordu", "2", ""),
        ("Erzurum Kongresi", "2", "erzurum-kongresi"),
    }
    drafts = small("terms", "extract", "-", "--format", "yaml", stdin=text.encode()).out
    added = small("terms", "add", "--from", "-", stdin=drafts.encode())
    assert added.code == 0, added
    assert "milli-ordu" in small("terms", "show", "milli-ordu").out
    known = small("terms", "extract", "--unknown", "--format", "json", str(tmp_path / "x.txt")).out
    assert known == ""


def test_extract_from_documents(small: Swift, tmp_path: Path) -> None:
    """By id, or all of the workspace; outside one a file is needed."""
    assert "Mustafa Kemal" in small("terms", "extract", "--min", "1").out
    assert "Mustafa Kemal" in small("terms", "extract", "tr", "--min", "1", "--limit", "1000").out
    assert Swift(tmp_path)("terms", "extract").code == 2


def test_add_edit_undo(small: Swift) -> None:
    """A concept is added, changed and taken back; the rest of the file stays byte for byte."""
    words = ("--tr", "millî irade", "--tr", "irade-i milliye", "--en", "national will", "--definition", "Own words.")
    assert "saved in glossary/acts.yaml" in small("terms", "add", *words, "--domain", "congress").err
    assert acts(small).startswith(GLOSSARY + "\n- id: milli-irade\n")
    assert small("terms", "add", *words).code == 2
    term = ("--term", "general will", "--status", "forbidden", "--reason", "Rousseau.", "--variant", "the general will")
    assert small("terms", "edit", "milli-irade", *term, "--period", "1919–1923", "--usage", "Often.").code == 0
    shown = small("terms", "show", "milli-irade")
    assert "status: forbidden\n      reason: Rousseau." in shown.out
    assert small("terms", "edit", "milli-irade", "--without", "general will").code == 0
    assert "general will" not in acts(small)
    for _ in range(3):
        assert small("terms", "undo", "acts.yaml").code == 0
    assert acts(small) == GLOSSARY
    assert small("terms", "undo", "acts.yaml").code == 2
    assert small("terms", "redo", "acts.yaml").code == 0
    assert "milli-irade" in acts(small)


def test_edit_refuses_what_breaks_a_rule(small: Swift) -> None:
    """Nothing is written; a stale revision is another exit."""
    assert small("terms", "edit", "delege", "--term", "deputy", "--status", "preferred").code == 3
    assert small("terms", "edit", "delege", "--period", "1920", "--base", "000000000000").code == 4
    assert small("terms", "edit", "nobody", "--period", "1920").code == 2
    assert acts(small) == GLOSSARY


def test_edit_from_a_file_and_remove(small: Swift) -> None:
    """A whole entry replaces another one."""
    entry = small("terms", "show", "delege").out
    done = small("terms", "edit", "delege", "--from", "-", stdin=entry.replace("1919", "1918").encode())
    assert done.code == 0
    assert "period: 1918" in acts(small)
    assert "nothing to change" in small("terms", "edit", "delege", "--period", "1918").err
    assert small("terms", "remove", "delege").code == 3
    assert small("terms", "remove", "erzurum-kongresi").code == 0
    assert "erzurum-kongresi" not in acts(small)


def test_edit_in_an_editor(small: Swift, tmp_path: Path) -> None:
    """Without options the entry is opened; leaving it as it is changes nothing."""
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\nsed -i "s/period: 1919/period: 1921/" "$1"\ntouch -d "2001-01-01" "$1"\n', "utf-8")
    script.chmod(0o755)
    assert small("terms", "edit", "delege", env={"EDITOR": str(script), "VISUAL": ""}).code == 0
    assert "period: 1921" in acts(small)
    script.write_text("#!/bin/sh\nexit 0\n", "utf-8")
    assert "nothing to change" in small("terms", "edit", "delege", env={"EDITOR": str(script), "VISUAL": ""}).err


def test_add_needs_one_source_of_words(small: Swift) -> None:
    """Terms, or a file; not neither and not both."""
    assert small("terms", "add").code == 2
    assert small("terms", "add", "--tr", "x", "--from", "-", stdin=b"").code == 2


def test_a_workspace_without_concepts_gets_the_shipped_ones(translated: Swift) -> None:
    """Showing writes nothing; the first change copies them."""
    assert "National Pact" in translated("terms", "show", "misak-i-milli").out
    assert not list((translated.folder / "glossary").glob("*.yaml"))
    done = translated("terms", "edit", "misak-i-milli", "--period", "1920")
    assert done.code == 0
    assert "was copied" in done.err
    assert "period: '1920'\n" in (translated.folder / "glossary" / "treaties.yaml").read_text("utf-8")
    assert translated("terms", "show", "x").code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("add", "--tr", "", "--en", "x"),
        ("add", "--tr", "Yeni Terim", "--en", "x", "--file", "preferences.yaml"),
        ("add", "--tr", "Yeni Terim", "--en", "x", "--file", "../x.yaml"),
        ("edit", "misak-i-milli", "--without", "No Such Term"),
        ("edit", "nobody", "--period", "1920"),
        ("remove", "misak-i-milli"),
        ("import", "-", "--as", "csv"),
    ],
)
def test_what_is_refused_leaves_no_copy(words: tuple[str, ...], translated: Swift) -> None:
    """The glossary that ships is copied for a change that is made, not for one that is refused."""
    before = snapshot(translated.folder)
    result = translated("terms", *words, stdin=b"concept_id,lang,term,status\nx,tr,,preferred\n")
    assert result.code in {2, 3}, result
    assert result.err.count("\n") == 1
    assert snapshot(translated.folder) == before


@pytest.mark.parametrize("form", ["tbx", "tbx-dct", "yaml", "csv"])
def test_export_and_import_meet(form: str, small: Swift, tmp_path: Path) -> None:
    """What was written out brings nothing new when it is read."""
    path = tmp_path / f"out.{form.partition('-')[0]}"
    assert small("terms", "export", "--as", form, "-o", str(path)).code == 0
    done = small("terms", "import", str(path))
    assert done.err.endswith("0 concepts added, 0 extended, 2 known already, 0 conflicts.\n"), done
    assert acts(small) == GLOSSARY


@pytest.mark.parametrize("form", ["tbx", "yaml", "csv", "utx", "omegat"])
def test_every_form_comes_in_through_a_pipe(form: str, small: Swift) -> None:
    """``-`` and the form's name; a file by any other name is read as the form that was named, too."""
    data = small("terms", "export", "--as", form).out
    name = small.folder / "terms.data"
    name.write_text(data, "utf-8")
    for said in ("-", str(name)):
        done = small("terms", "import", said, "--as", form, "--dry-run", stdin=data.encode())
        assert done.code == 0, done
        assert "0 concepts added" in done.err
    assert small("terms", "import", "-", stdin=data.encode()).code == 2


@pytest.mark.parametrize("form", ["utx", "omegat"])
def test_plain_lists_come_in(form: str, small: Swift, tmp_path: Path) -> None:
    """Formats that carry less bring their terms; what they can't say is a conflict or stays ours."""
    path = tmp_path / "out.txt"
    small("terms", "export", "--as", form, "-o", str(path))
    assert small("terms", "import", str(path)).code == 2
    done = small("terms", "import", str(path), "--as", form, "--dry-run")
    assert done.code == 0
    assert "0 concepts added" in done.err


def test_import_lists_conflicts(small: Swift, tmp_path: Path) -> None:
    """Every one with both sides and the place; theirs stand only when asked for."""
    path = tmp_path / "theirs.yaml"
    path.write_text(GLOSSARY.replace("Somebody sent", "A person sent"), "utf-8")
    row = "delege\tdefinition\tSomebody sent to a congress.\tA person sent to a congress."
    assert row in small("terms", "import", str(path)).out
    assert acts(small) == GLOSSARY
    assert small("terms", "import", str(path), "--prefer", "theirs").code == 0
    assert "A person sent" in acts(small)


def test_import_reports_odd_files(small: Swift, tmp_path: Path) -> None:
    """What is wrong with a file that can be read is said with its line."""
    path = tmp_path / "odd.tbx"
    path.write_text('<tbx><text><body><conceptEntry id="a"></conceptEntry></body></text></tbx>', "utf-8")
    done = small("terms", "import", str(path), "--dry-run")
    assert f"{path}:1" in done.err


def test_import_alone(translated: Swift, tmp_path: Path) -> None:
    """A glossary of one's own may do without the one that ships."""
    path = tmp_path / "mine.yaml"
    path.write_text(GLOSSARY, "utf-8")
    assert translated("terms", "import", str(path), "--alone").code == 0
    assert sorted(file.name for file in (translated.folder / "glossary").iterdir()) == ["own.yaml"]


def test_merge_two_files(small: Swift, tmp_path: Path) -> None:
    """The result and the conflicts; conflicts leave with 1."""
    mine, theirs, out = tmp_path / "a.yaml", tmp_path / "b.tbx", tmp_path / "out.yaml"
    mine.write_text(GLOSSARY, "utf-8")
    theirs.write_text(small("terms", "export").out.replace("Somebody sent", "A person sent"), "utf-8")
    done = small("terms", "merge", str(mine), str(theirs), "-o", str(out))
    assert (done.code, done.err) == (1, f"2 concepts, 0 of them only in {theirs}; 1 conflict.\n")
    assert "A person sent" in done.out
    assert small("terms", "merge", str(mine), str(out)).code == 0


def test_weblate_goes_out_only(small: Swift) -> None:
    """Its form is written."""
    assert "Erzurum Congress" in small("terms", "export", "--as", "weblate").out
    assert small("terms", "import", "x.csv", "--as", "weblate").code == 2


def test_preferences_bind_the_checks(small: Swift) -> None:
    """The article's pair is checked for the rendering asked for, and only there."""
    asked = ("terms", "prefer", "erzurum-kongresi", "Congress of Erzurum", "--reason", "House style.")
    assert small("check", "--only", "glossary-not-preferred").out.count("asked for here") == 0
    assert small(*asked, "--author", "Somebody Else").code == 0
    assert small("check", "--only", "glossary-not-preferred").out.count("asked for here") == 0
    assert small(*asked, "--article", "tr").code == 0
    assert small("check", "--only", "glossary-not-preferred").out.count("asked for here") == 1
    assert small("terms", "validate").code == 0


def test_preferences_for_an_author_or_client(small: Swift) -> None:
    """Authors and clients are those of the manifest, in any case; the narrower scope wins."""
    manifest = small.folder / "seeds" / "manifest.yaml"
    manifest.write_text(manifest.read_text("utf-8").replace("- id: tr\n", "- id: tr\n    client: Yayınevi\n"), "utf-8")
    asked = ("terms", "prefer", "erzurum-kongresi")
    assert small(*asked, "Congress of Erzurum", "--client", "YAYINEVİ", "--reason", "x").code == 0
    assert small("check", "--only", "glossary-not-preferred").out.count("asked for here") == 1
    assert small(*asked, "Erzurum Congress", "--article", "tr~en", "--reason", "x").code == 0
    assert small("check", "--only", "glossary-not-preferred").out.count("asked for here") == 0


def test_preferences_are_validated(small: Swift) -> None:
    """Unknown concepts, renderings and articles are refused, and found in a file written by hand."""
    refused = [
        ("nobody", "x"),
        ("delege", "deputy"),
        ("delege", "delegate", "--article", "x"),
        ("delege", "delegate", "--article", "tr", "--client", "y"),
    ]
    for words in refused:
        assert small("terms", "prefer", *words, "--reason", "x").code == 2
    path = small.folder / "glossary" / "preferences.yaml"
    assert not path.exists()
    wrong = ["{concept: x, prefer: y, reason: z}", "{concept: delege, prefer: y, reason: z, article: nowhere}"]
    path.write_text("".join(f"- {line}\n" for line in wrong), "utf-8")
    done = small("terms", "validate")
    assert done.code == 1
    assert done.out.count("glossary/preferences.yaml:1: error") == 1
    assert done.out.count("glossary/preferences.yaml:2: error") == 2


def test_a_new_preference_makes_the_build_stale(translated: Swift) -> None:
    """What was found before is found anew, also where the glossary that ships is used."""
    findings = translated.folder / "exports" / "tr~en.findings.tsv"
    assert "asked for here" not in findings.read_text("utf-8")
    entry = "- {concept: erzurum-kongresi, prefer: Congress of Erzurum, reason: House style.}\n"
    (translated.folder / "glossary" / "preferences.yaml").write_text(entry, "utf-8")
    assert translated("build").code == 0
    assert "asked for here" in findings.read_text("utf-8")


def test_unsourced_concepts_are_listed(small: Swift) -> None:
    """Those without a reference work only."""
    assert [line.split("\t")[0] for line in small("terms", "list", "--unsourced").out.splitlines()[1:]] == [
        "erzurum-kongresi"
    ]


def test_a_quick_copy_is_kept_for_the_user(tmp_path: Path) -> None:
    """Outside a workspace it goes with the user's caches; in a read-only place nothing is said."""
    env = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    assert Swift(tmp_path)("lookup", "Misak-ı Millî", env=env).code == 0
    assert (tmp_path / "cache" / "tren" / "glossary.json").is_file()
    assert Swift(tmp_path)("lookup", "Misak-ı Millî", env={"XDG_CACHE_HOME": os.devnull}).err == ""


def test_aligned_files_are_not_touched(small: Swift) -> None:
    """Looking up and searching only read."""
    path = small.folder / "aligned" / "tr~en.jsonl"
    before = path.read_bytes()
    small("lookup", "delege")
    small("concordance", "delege")
    assert path.read_bytes() == before
    assert load_pair(path, "x")[1] == ()
