"""Every screen answers, in both languages, and shows what it should."""

import json
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from parallel.web.choices import KEYS, load_choices
from web.desks import HOSTILE, PORT, SCREENS, Desk, make_workspace, open_desk, over

WEB = Path(__file__).resolve().parents[2] / "src" / "parallel" / "web"


@pytest.mark.parametrize("language", ["en", "tr"])
@pytest.mark.parametrize("path", SCREENS)
def test_screens_answer(desk: Desk, path: str, language: str) -> None:
    """Each screen is a whole page in the language chosen, with one main heading."""
    desk.client.cookies.set(f"tren-{PORT}-language", language)
    answer = desk.client.get(path)
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text
    assert answer.text.count("<h1") <= 1


def test_no_inline_code_or_style(desk: Desk) -> None:
    """Pages hold no script, style or handler the content security policy would refuse."""
    for path in SCREENS:
        text = desk.client.get(path).text
        scripts = re.findall(r"<script[^>]*>", text)
        assert all("src=" in tag or "application/json" in tag for tag in scripts)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text), path
        assert not re.search(r"(?:src|href)=.(?:https?:)?//", text), path


def test_the_first_bead_to_review_is_opened(desk: Desk) -> None:
    """``start`` leads past what is approved."""
    desk.change("approve", beads=[desk.beads()[0].id], base=desk.base(0))
    answer = desk.client.get("/pairs/d.abstract/start", follow_redirects=False)
    assert answer.status_code == 303
    assert "00000002" in answer.headers["location"]


def test_every_text_cell_says_its_language(desk: Desk) -> None:
    """Source cells are Turkish, target cells English."""
    text = desk.client.get("/pairs/d.abstract").text
    assert text.count('class="side source" data-side="source" lang="tr"') == 6
    assert text.count('class="side target" data-side="target" lang="en"') == 6


@pytest.mark.parametrize(
    ("query", "found"),
    [("istanbul", 1), ("İSTANBUL", 1), ("ilgaz", 0), ("ılgaz", 1), ("ILGAZ", 1), ("milli", 1), ("london", 1), ("%", 0)],
)
def test_search_knows_turkish(desk: Desk, query: str, found: int) -> None:
    """İ and ı are letters of their own in the Turkish text; circumflex does not matter."""
    text = desk.client.get("/pairs/d.abstract", params={"q": query}).text
    assert f"{found} of 6 beads" in text


def test_filters_keep_dimmed_neighbours(desk: Desk) -> None:
    """The one bead with an empty side stands between two dimmed neighbours on each side, as far as there are any."""
    text = desk.client.get("/pairs/d.abstract?show=empty").text
    assert text.count('role="row"') == 4
    assert text.count(" dim") == 3


def test_rows_are_labelled(desk: Desk) -> None:
    """A row says number, type, confidence and state."""
    text = desk.client.get("/pairs/d.abstract").text
    assert 'aria-label="Bead 5, 1 to 0, confidence high 0.90, not reviewed"' in text
    assert 'aria-rowcount="6"' in text


def test_glossary_is_sorted_in_turkish(desk: Desk) -> None:
    """Isparta comes before İzmir, and both before Misak."""
    text = desk.client.get("/glossary").text
    places = [text.index(f">{name}</a>") for name in ("Isparta", "İzmir", "Misak-ı Millî")]
    assert places == sorted(places)


def test_glossary_offers_near_misses(desk: Desk) -> None:
    """A misspelt term leads to the nearest one."""
    text = desk.client.get("/glossary?q=misakimili", headers={"hx-request": "true"}).text
    assert "Misak-ı Millî" in text
    assert "<html" not in text


def test_term_page_groups_by_rendering(desk: Desk) -> None:
    """The one occurrence stands under the rendering used, with the way to its bead."""
    text = desk.client.get("/glossary/misak-i-milli").text
    assert "1 occurrence" in text
    assert "?bead=d/body/00000002" in text


def test_any_words_are_shown_in_context(desk: Desk) -> None:
    """Words the term base does not have are found in any inflection, with their beads."""
    text = desk.client.get("/concordance", params={"q": "Meclis"}).text
    assert "1 occurrence" in text
    assert "Parliament met" in text
    assert desk.client.get("/concordance").status_code == 200


def test_panel_shows_terms_and_history(desk: Desk) -> None:
    """The panel names the term, says that its rendering is forbidden, and lists what was done."""
    desk.change("flag", beads=[desk.beads()[1].id], words="Oath?", base=desk.base(1))
    text = desk.client.get("/pairs/d.abstract/panel", params={"bead": desk.beads()[1].id}).text
    assert "National Pact" in text
    assert "Oath?" in text
    assert "Flag" in text


@pytest.mark.parametrize(
    "path",
    ["/d/nope", "/pairs/nope", "/glossary/nope", "/nope", "/pairs/d.abstract/panel?bead=nope", "/d/..%2F..%2Fetc"],
)
def test_unknown_names_are_not_found(desk: Desk, path: str) -> None:
    """What does not exist is a page that says so, never a fault."""
    answer = desk.client.get(path)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


def test_a_damaged_file_is_named(desk: Desk) -> None:
    """A line that is no bead stops only its pair, and is named."""
    path = desk.workspace.aligned_path("d.abstract")
    path.write_bytes(path.read_bytes() + b"\n{broken\n")
    assert "d.abstract.jsonl:13" in desk.client.get("/").text
    assert desk.client.get("/pairs/d.abstract").status_code == 422


def test_hostile_texts_are_shown_as_text(tmp_path: Path) -> None:
    """Markup in any text field is escaped on every page."""
    workspace = make_workspace(
        tmp_path / "w", ((HOSTILE, HOSTILE), ("Misak-ı Millî " + HOSTILE, "National Oath " + HOSTILE))
    )
    glossary = workspace.glossary_path / "terms.yaml"
    glossary.write_text(glossary.read_text("utf-8").replace("The programme of 1920.", json.dumps(HOSTILE)), "utf-8")
    desk = open_desk(workspace)
    beads = desk.beads()
    for op, field in (("flag", "words"), ("exclude", "words"), ("note", "words")):
        desk.change(op, beads=[beads[0].id], base=desk.base(0), **{field: HOSTILE})
    desk.change("waive", beads=[beads[1].id], base=desk.base(1), check="glossary-forbidden", words=HOSTILE)
    paths = [*SCREENS, "/consistency?waived=1", "/pairs/d.abstract?q=" + HOSTILE.replace("&", "%26")]
    paths += [f"/pairs/d.abstract/panel?bead={bead.id}" for bead in beads]
    for path in paths:
        text = desk.client.get(path).text
        assert "<script>alert" not in text, path
        assert "<img src=x" not in text, path


def test_catalogues_have_equal_keys_and_places() -> None:
    """Turkish and English say the same things with the same values."""
    english, turkish = (json.loads((WEB / "words" / f"{name}.json").read_text("utf-8")) for name in ("en", "tr"))
    assert english.keys() == turkish.keys()
    for key in english:
        assert sorted(re.findall(r"{\w+}", english[key])) == sorted(re.findall(r"{\w+}", turkish[key])), key
        assert english[key].strip()
        assert turkish[key].strip()


def test_all_words_used_exist() -> None:
    """No template or module asks for words the catalogues lack."""
    known = json.loads((WEB / "words" / "en.json").read_text("utf-8"))
    asked = re.compile(r"""\b(?:t|words)\(\s*["']([a-z0-9_.-]+)["']\s*[,)]""")
    for path in (*WEB.rglob("*.html"), *WEB.rglob("*.py")):
        for key in asked.findall(path.read_text("utf-8")):
            assert key in known or path.parent.name == "words", (path.name, key)


def test_templates_never_trust_text() -> None:
    """Nothing switches escaping off."""
    for path in WEB.rglob("*.html"):
        assert not re.search(r"\|\s*safe\b|autoescape", path.read_text("utf-8")), path


def test_vendored_files_are_what_they_were() -> None:
    """Every vendored script has its version, licence and hash."""
    vendor = WEB / "static" / "vendor"
    listed = json.loads((vendor / "manifest.json").read_text("utf-8"))
    assert {path.name for path in vendor.glob("*.js")} == set(listed)
    for name, facts in listed.items():
        assert sha256((vendor / name).read_bytes()).hexdigest() == facts["sha256"]
        assert facts["version"] in name
        assert (vendor / facts["licence_file"]).is_file()


def test_scripts_stay_small() -> None:
    """Own script and htmx together are at most 100 kB, the first load at most 300 kB."""
    scripts = sum(path.stat().st_size for path in (WEB / "static").rglob("*.js"))
    assert scripts <= 100_000
    assert scripts + (WEB / "static" / "app.css").stat().st_size <= 300_000


def test_settings_are_kept(desk: Desk) -> None:
    """A choice is kept in a cookie and shows on the next page; an unknown one is refused."""
    headers = {"x-tren-token": desk.session.page, "sec-fetch-site": "same-origin"}
    assert (
        desk.client.post(
            "/settings", content="theme=dark&language=tr", headers=headers, follow_redirects=False
        ).status_code
        == 303
    )
    assert 'lang="tr" data-theme="dark"' in desk.client.get("/").text
    assert desk.client.post("/settings", content="theme=pink", headers=headers).status_code == 422


def put(desk: Desk, fields: str) -> Any:
    """Send the settings' form."""
    headers = {"x-tren-token": desk.session.page, "sec-fetch-site": "same-origin", "accept": "application/json"}
    return desk.client.post("/settings", content=fields.encode(), headers=headers, follow_redirects=False)


def test_choices_outlive_the_server(desk: Desk) -> None:
    """Another server, on another port, without cookies, knows them."""
    assert put(desk, "theme=dark&language=tr&key-approve=ş").status_code == 303
    again = open_desk(desk.workspace).client.get("/pairs/d.abstract").text
    assert 'lang="tr" data-theme="dark"' in again
    assert "<kbd>ş</kbd>" in again
    assert put(desk, "reset-keys=1").status_code == 303
    assert "<kbd>ş</kbd>" not in open_desk(desk.workspace).client.get("/pairs/d.abstract").text


@pytest.mark.parametrize(
    "fields", ["key-approve=m", "key-approve=", "key-approve=ab", "key-approve=%20", "key-fly=x", "threshold=2",
               "threshold=x", "threshold=nan", "theme=pink"],
)  # fmt: skip
def test_settings_that_can_not_be_are_refused(desk: Desk, fields: str) -> None:
    """A key stands for one thing, a threshold lies between 0 and 1; nothing is kept of a refused form."""
    answer = put(desk, fields)
    assert answer.status_code == 422
    assert answer.json()["error"]
    assert desk.site.choices().keys == KEYS
    assert desk.site.threshold == 0.6


def test_damaged_choices_are_passed_over(desk: Desk) -> None:
    """Defaults hold where the file makes no sense."""
    for text in ("{", "[]", '{"keymap": {"approve": "m"}}', '{"keymap": 3}', '{"theme": 5}'):
        (desk.workspace.hidden_path).mkdir(exist_ok=True)
        (desk.workspace.hidden_path / "choices.json").write_text(text, "utf-8")
        assert desk.client.get("/settings").status_code == 200
        assert load_choices(desk.workspace).keys == KEYS


def test_the_threshold_is_set_for_everybody(desk: Desk) -> None:
    """It stands in the manifest, whose comments stay, and counts at once."""
    path = desk.workspace.manifest_path
    path.write_text("# ours\n" + path.read_text("utf-8"), "utf-8")
    assert put(desk, "threshold=0,95").status_code == 303
    assert desk.workspace.manifest().setting("low-confidence") == 0.95
    assert path.read_text("utf-8").startswith("# ours")
    assert 'class="bead auto low' in desk.client.get("/pairs/d.abstract").text


def test_export_counts_writes_and_sends(desk: Desk) -> None:
    """The page counts; the file inside the workspace and the download hold the same, twice the same bytes."""
    assert "5 translation units" in desk.client.get("/export").text
    body = {"pairs": ["d.abstract"], "format": "tmx", "states": "all"}
    assert over(desk, desk.post("/jobs", {"kind": "export", **body}))["state"] == "done"
    written = (desk.workspace.exports_path / "d.abstract.tmx").read_bytes()
    assert desk.client.get("/export/file?format=tmx").content == written
    assert "exports/d.abstract.tmx" in over(desk, desk.post("/jobs", {"kind": "export", **body}))["said"]
    assert (desk.workspace.exports_path / "d.abstract.tmx").read_bytes() == written


@pytest.mark.parametrize("form", ["tsv", "jsonl", "csv", "html", "docx", "xliff"])
def test_export_formats_can_be_downloaded(desk: Desk, form: str) -> None:
    """Every format of one file comes as an attachment."""
    answer = desk.client.get(f"/export/file?format={form}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.content


def test_scores_are_run_and_drawn(desk: Desk) -> None:
    """A run appears as a point; a second one of the same signature is joined to it."""
    assert "No scores yet" in desk.client.get("/scores").text
    over(desk, desk.post("/jobs", {"kind": "score"}))
    assert "<circle" in desk.client.get("/scores").text
    over(desk, desk.post("/jobs", {"kind": "score"}))
    assert '<path d="M' in desk.client.get("/scores").text


def test_our_own_files_are_kept_by_the_browser(desk: Desk) -> None:
    """Their addresses name their contents and they may be kept; pages may not."""
    page = desk.client.get("/pairs/d.abstract")
    assert page.headers["cache-control"] == "no-store"
    (address,) = set(re.findall(r'src="(/static/app\.js\?v=[0-9a-f]{12})"', page.text))
    file = desk.client.get(address)
    assert "immutable" in file.headers["cache-control"]
    assert file.headers["x-content-type-options"] == "nosniff"


def test_the_picture_of_a_long_pair_is_small(opened: Callable[[tuple[tuple[str, str], ...]], Desk]) -> None:
    """Two thousand beads in a row are one line, not two thousand."""
    text = opened(tuple((f"Cümle {n}.", f"Sentence {n}.") for n in range(2000))).client.get("/pairs/d.abstract").text
    (path,) = re.findall(r'<path class="auto" d="([^"]*)"', text)
    assert path == "M0.0 0.0L240.0 240.0"


def test_a_row_is_made_once_for_a_bead_as_it_stands(desk: Desk) -> None:
    """A changed bead gets a new row, its neighbours keep theirs."""
    before = desk.client.get("/pairs/d.abstract").text
    desk.change("note", beads=[desk.beads()[0].id], words="bir söz", base=desk.base(0))
    after = desk.client.get("/pairs/d.abstract").text
    assert "bir söz" not in before
    assert "bir söz" in after
