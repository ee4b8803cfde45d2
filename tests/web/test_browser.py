"""What a person does, done in a real browser with the keyboard."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from parallel.model.bitext import AlignedBead, BeadId, BeadState, PairId, Side
from parallel.model.document import SegmentId
from parallel.store.workspace import Workspace
from parallel.workbench.edits.editing import Editor
from web.browsers import FLAGS, Server, absent, chromium, served, start
from web.desks import HOSTILE, make_workspace, save

pytestmark = pytest.mark.slow
PAIR = "/pairs/d.abstract"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for all tests of the module."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415  (an optional extra)
    except ImportError:
        absent("no playwright (install the extra browser-test)")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), headless=True, args=list(FLAGS))
        yield opened
        opened.close()


class Tab:
    """A page that notes everything it should not do."""

    def __init__(self, context: Any, server: Server, link: str = "") -> None:
        self.context = context
        self.server = server
        self.page = context.new_page()
        self.faults: list[str] = []
        self.keys = 0
        self.page.on("console", lambda m: self.faults.append(m.text) if m.type in {"error", "warning"} else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", self._note)
        if link:
            self.page.goto(link)

    def _note(self, request: Any) -> None:
        if not request.url.startswith((self.server.base, "data:")):
            self.faults.append(f"foreign request {request.url}")

    def refuse(self, dialog: Any) -> None:
        """Note a dialog, which only a text that came alive could open."""
        self.faults.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def go(self, path: str) -> None:
        """Open a page of the server."""
        self.page.goto(self.server.base + path)

    def press(self, *keys: str) -> None:
        """Press keys and wait until the last one is saved."""
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1
            self.settle()

    def wait(self, condition: str, value: object = None) -> None:
        """Wait until an expression is true; asked from outside, since our policy lets no string become code."""
        deadline = time.monotonic() + 15
        while not self._asked(condition, value):
            assert time.monotonic() < deadline, condition
            time.sleep(0.004)

    def _asked(self, condition: str, value: object) -> bool:
        """Ask the page; one that is just being left has no answer."""
        from playwright.sync_api import Error  # noqa: PLC0415  (an optional extra)

        try:
            return bool(self.page.evaluate(condition, value))
        except Error:
            return False

    def settle(self) -> None:
        """Wait until nothing is on its way."""
        self.wait("document.querySelector('#saved').dataset.state === 'saved'")
        self.page.wait_for_timeout(15)
        self.wait("document.querySelector('#saved').dataset.state === 'saved'")

    def current(self) -> Any:
        """Return the row the person is on."""
        return self.page.locator('.bead[aria-selected="true"]')


@pytest.fixture
def tab(browser: Any, tmp_path: Path) -> Iterator[Tab]:
    """The small workspace, opened at its first bead."""
    make_workspace(tmp_path / "w")
    yield from _tab(browser, tmp_path / "w")


def _tab(browser: Any, folder: Path) -> Iterator[Tab]:
    with served(folder) as server:
        context = browser.new_context(viewport={"width": 1280, "height": 820}, locale="en-GB")
        tab = Tab(context, server, server.link)
        tab.go(f"{PAIR}/start")
        yield tab
        context.close()
    assert not tab.faults


def beads(folder: Path) -> tuple[AlignedBead, ...]:
    """Return the beads as another program reads them, journal included."""
    return Editor(Workspace(root=folder), PairId("d.abstract")).pair.beads


def piece(number: int, *, source: tuple[int, ...] = (), target: tuple[int, ...] = ()) -> AlignedBead:
    """Build a bead of numbered sentences."""
    left = tuple(SegmentId(f"d/body/{at:08x}") for at in source)
    right = tuple(SegmentId(f"d/body.en/{at:08x}") for at in target)
    return AlignedBead(
        id=BeadId((*left, *right)[0]),
        source=Side(segments=left, texts=tuple(f"Cümle {at}, {at * 37} asker geldi." for at in source)),
        target=Side(segments=right, texts=tuple(f"Sentence {at}, {at * 37} soldiers came." for at in target)),
        confidence=0.9 if number else 0.3,
    )


def hundred() -> tuple[AlignedBead, ...]:
    """Build 100 beads, five places of which are wrong in five ways."""
    wrong: dict[int, tuple[AlignedBead, ...]] = {
        11: (piece(0, source=(11, 12), target=(11,)), piece(0, target=(12,))),
        31: (piece(0, source=(31,), target=(31, 32)), piece(0, source=(32,))),
        51: (piece(0, source=(51,)), piece(0, target=(51,))),
        61: (piece(0, source=(61, 62), target=(61, 62)),),
        81: (piece(0, source=(81,)), piece(0, source=(82,), target=(81,)), piece(0, target=(82,))),
    }
    skipped = {12, 32, 62, 82}
    found: list[AlignedBead] = []
    for at in range(1, 100):
        found.extend(wrong.get(at, () if at in skipped else (piece(1, source=(at,), target=(at,)),)))
    return tuple(found)


REPAIRS = {
    "d/body/0000000b": ("d",),
    "d/body/0000001f": ("ArrowRight", "d"),
    "d/body/00000033": ("m",),
    "d/body/0000003d": ("ArrowLeft", "s"),
    "d/body/00000051": ("ArrowRight", "p"),
}
"""What a reviewer does at each wrong place."""


def test_a_hundred_beads_in_few_keys(browser: Any, tmp_path: Path) -> None:
    """100 beads with five wrong are reviewed in at most 120 keys and without a mouse."""
    folder = tmp_path / "w"
    make_workspace(folder)
    save(folder, hundred())
    for tab in _tab(browser, folder):
        done: set[str] = set()
        while True:
            here = tab.current().get_attribute("data-bead")
            if here in REPAIRS and here not in done:
                tab.press(*REPAIRS[here])
                done.add(here)
            tab.press("a")
            if tab.page.locator(".bead:not(.approved)").count() == 0:
                break
            assert tab.keys <= 120
        assert tab.keys <= 120
        after = beads(folder)
        assert all(bead.state is BeadState.APPROVED for bead in after)
        pairs = [([s[-8:] for s in b.source.segments], [s[-8:] for s in b.target.segments]) for b in after]
        assert [pair for pair in pairs if pair[0] != pair[1] or len(pair[0]) != 1] == []


KEYS: dict[str, tuple[int, tuple[str, ...]]] = {
    "approve": (0, ("a",)),
    "merge": (0, ("m",)),
    "merge with previous": (1, ("Shift+M",)),
    "sentence down": (3, ("ArrowRight", "d")),
    "sentence up": (5, ("ArrowRight", "u")),
    "unlink": (0, ("l",)),
    "gap": (0, ("o",)),
    "close gap": (4, ("ArrowRight", "p")),
    "approve, arrows only": (0, ("ArrowDown", "ArrowUp", "a")),
}


@pytest.mark.parametrize("name", KEYS)
def test_each_key_and_its_undo(tab: Tab, tmp_path: Path, name: str) -> None:
    """A key changes the beads on the disk; z and y take it back and do it again; focus stays in the grid."""
    start_at, keys = KEYS[name]
    before = beads(tmp_path / "w")
    tab.page.locator(".bead").nth(start_at).click(position={"x": 20, "y": 60})
    tab.press(*keys)
    after = beads(tmp_path / "w")
    assert after != before
    assert tab.page.evaluate("!!document.activeElement.closest('.bead')")
    shown = tab.page.locator(".bead .n").all_inner_texts()
    assert shown == [str(number) for number in range(1, len(after) + 1)]
    tab.press("z")
    assert beads(tmp_path / "w") == before
    assert tab.page.locator(".bead").count() == len(before)
    tab.press("y")
    assert beads(tmp_path / "w") == after
    tab.press("Control+z")
    assert beads(tmp_path / "w") == before


def test_r_aligns_anew(browser: Any, tmp_path: Path) -> None:
    """What the machine paired wrongly is paired anew once the person agrees; z takes that back."""
    folder = tmp_path / "w"
    make_workspace(folder)
    wrong = (piece(0, source=(1, 2, 3), target=(1,)), piece(0, source=(4,), target=(2, 3, 4)))
    save(folder, wrong)
    for tab in _tab(browser, folder):
        tab.page.keyboard.press("r")
        tab.page.wait_for_selector("dialog[open]")
        tab.page.keyboard.press("Enter")
        tab.wait("document.querySelectorAll('.bead').length === 4")
        tab.settle()
        assert [[name[-1] for name in bead.target.segments] for bead in beads(folder)] == [["1"], ["2"], ["3"], ["4"]]
        tab.press("z")
        assert [bead.id for bead in beads(folder)] == [bead.id for bead in wrong]


def test_s_on_a_caret_cuts_the_sentence(browser: Any, tmp_path: Path) -> None:
    """The caret is moved by arrows, Enter cuts there, z takes it back."""
    folder = tmp_path / "w"
    make_workspace(folder)
    save(folder, (piece(0, source=(1,), target=(1, 2)),))
    for tab in _tab(browser, folder):
        before = beads(folder)
        tab.page.locator(".bead").first.focus()
        tab.page.keyboard.press("s")
        tab.page.wait_for_selector("#ask[open]")
        tab.page.keyboard.press("Home")
        for _ in range(len("Cümle 1,")):
            tab.page.keyboard.press("ArrowRight")
        tab.page.keyboard.press("Enter")
        tab.wait("document.querySelectorAll('.bead').length === 2")
        after = beads(folder)
        assert [bead.source.text for bead in after] == ["Cümle 1,", "37 asker geldi."]
        assert [len(bead.target.segments) for bead in after] == [1, 1]
        tab.press("z")
        assert beads(folder) == before


def test_flag_exclude_note_and_edit_ask(tab: Tab, tmp_path: Path) -> None:
    """Flagging needs words; text is edited in place; both are on the disk afterwards."""
    tab.page.locator(".bead").first.focus()
    tab.press("f")
    tab.page.keyboard.press("Control+Enter")
    assert tab.page.locator(".ask-error").is_visible()
    tab.page.keyboard.type("Tarih kuşkulu")
    tab.page.keyboard.press("Control+Enter")
    tab.settle()
    tab.press("ArrowRight", "e")
    tab.page.locator("#ask textarea").fill("Parliament convened on 28 January 1920.")
    tab.page.keyboard.press("Control+Enter")
    tab.settle()
    tab.page.get_by_role("button", name="Leave out").click()
    tab.page.keyboard.type("başlık")
    tab.page.keyboard.press("Control+Enter")
    tab.settle()
    first = beads(tmp_path / "w")[0]
    assert (first.flagged, first.excluded) == ("Tarih kuşkulu", "başlık")
    assert first.target.text == "Parliament convened on 28 January 1920."
    assert tab.page.evaluate("!!document.activeElement.closest('.bead')")


def test_approve_to_here_asks_with_the_count(tab: Tab, tmp_path: Path) -> None:
    """Shift+A names how many beads it takes, and one undo takes them back."""
    tab.page.locator(".bead").nth(3).click(position={"x": 20, "y": 60})
    tab.page.keyboard.press("Shift+A")
    tab.page.wait_for_selector("#ask[open]")
    assert "4" in tab.page.locator("#ask-title").inner_text()
    tab.page.keyboard.press("Enter")
    tab.wait("document.querySelectorAll('.bead.approved').length === 4")
    assert sum(bead.state is BeadState.APPROVED for bead in beads(tmp_path / "w")) == 4
    tab.press("z")
    assert sum(bead.state is BeadState.APPROVED for bead in beads(tmp_path / "w")) == 0


def test_keys_that_lead_somewhere(tab: Tab) -> None:
    """Each key of the table that changes nothing brings one where it says."""
    page = tab.page
    row = page.locator(".bead")
    row.first.focus()
    place = "document.activeElement.closest('.bead')?.dataset.number"
    for keys, wanted in (
        (("j",), "2"), (("k",), "1"), (("ArrowDown", "ArrowDown"), "3"), (("ArrowUp",), "2"), (("End",), "6"),
        (("Home",), "1"), (("h",), "5"), (("Shift+H",), "5"), (("Home", "b"), "2"), (("Shift+B",), "1"),
    ):  # fmt: skip
        for key in keys:
            page.keyboard.press(key)
            page.wait_for_timeout(60)
        assert page.evaluate(place) == wanted, keys
    page.keyboard.press("Home")
    for key, side in (("ArrowRight", "target"), ("ArrowLeft", "source")):
        page.keyboard.press(key)
        assert page.locator(".chosen-side").get_attribute("data-side") == side
    page.keyboard.press("n")
    page.wait_for_timeout(100)
    assert page.locator("#status").inner_text()
    page.keyboard.press("g")
    page.keyboard.type("4")
    page.keyboard.press("Control+Enter")
    tab.wait(f"{place} === '4'")
    page.keyboard.press("Escape")
    for key in ("?", "F1"):
        page.keyboard.press(key)
        page.wait_for_selector("#help[open]")
        page.keyboard.press("Escape")
        page.wait_for_selector("#help", state="hidden")
        assert page.evaluate(place) == "4"
    page.locator(".bead").nth(1).click(position={"x": 20, "y": 40})
    page.wait_for_selector("#panel-terms")
    page.keyboard.press("t")
    tab.wait("document.activeElement.id === 'panel-terms'")
    page.locator(".bead").nth(1).focus()
    page.keyboard.press("c")
    page.wait_for_url("**/concordance?q=**")
    tab.go(f"{PAIR}/start")
    page.locator(".bead").first.focus()
    page.keyboard.press("v")
    page.wait_for_url("**/d/d*")


def test_two_tabs(tab: Tab, tmp_path: Path) -> None:
    """A stale page is told, shown what stands now, and keeps what was typed."""
    other = Tab(tab.context, tab.server)
    other.go(f"{PAIR}/start")
    tab.page.locator(".bead").first.focus()
    tab.press("ArrowRight", "e")
    tab.page.locator("#ask textarea").fill("The Assembly met.")
    tab.page.keyboard.press("Control+Enter")
    tab.settle()
    other.page.locator(".bead").first.focus()
    other.press("ArrowRight", "e")
    other.page.locator("#ask textarea").fill("The Chamber met.")
    other.page.keyboard.press("Control+Enter")
    other.page.wait_for_selector(".ask-error:visible")
    assert other.page.locator("#ask textarea").input_value() == "The Chamber met."
    assert "The Assembly met." in other.page.locator(".ask-body").inner_text()
    assert beads(tmp_path / "w")[0].target.text == "The Assembly met."
    other.page.keyboard.press("Control+Enter")
    other.settle()
    assert beads(tmp_path / "w")[0].target.text == "The Chamber met."
    assert all("409" in fault for fault in other.faults)


def test_the_page_outlives_the_server(browser: Any, tmp_path: Path) -> None:
    """With the server gone the page says so and keeps the change; when it is back the change is saved, once."""
    folder = tmp_path / "w"
    make_workspace(folder)
    server = start(folder)
    context = browser.new_context()
    tab = Tab(context, server, server.link)
    tab.go(f"{PAIR}/start")
    server.kill()
    tab.page.keyboard.press("a")
    tab.page.wait_for_selector("#banner:visible")
    assert f"--port {server.port}" in tab.page.locator("#banner").inner_text()
    assert "Not saved" in tab.page.locator("#saved").inner_text()
    again = start(folder, server.port)
    try:
        Tab(context, again, again.link)
        # The page tries again by itself too, and may have been faster than a click that waits for the button.
        tab.page.evaluate("document.getElementById('retry').click()")
        tab.page.wait_for_selector("#banner", state="hidden")
        tab.wait("document.querySelectorAll('.bead.approved').length === 1")
        assert beads(folder)[0].state is BeadState.APPROVED
    finally:
        again.stop()
        context.close()


def test_a_finding_is_fixed_from_the_board(tab: Tab, tmp_path: Path) -> None:
    """Letting pass needs a reason; applying writes the suggestion; then the board is empty."""
    tab.go("/consistency")
    tab.page.get_by_role("button", name=re.compile("Write")).first.click()
    tab.wait("!document.body.innerText.includes('forbidden rendering')")
    assert beads(tmp_path / "w")[1].target.text == "The National Pact was adopted."


def test_a_tmx_is_exported(tab: Tab, tmp_path: Path) -> None:
    """The download and the file in the workspace hold the same."""
    tab.go("/export")
    with tab.page.expect_download() as waiting:
        tab.page.get_by_role("link", name=re.compile("Download")).click()
    sent = Path(waiting.value.path()).read_bytes()
    tab.page.get_by_role("button", name=re.compile("Write into")).click()
    tab.wait("document.querySelector('#status').textContent.includes('exports/')")
    assert (tmp_path / "w" / "exports" / "d.abstract.tmx").read_bytes() == sent
    assert b"<tmx" in sent


def test_a_job_is_watched_and_found_again(tab: Tab) -> None:
    """Started from its page it tells of its end; loaded again the page says the same."""
    tab.go("/scores")
    tab.page.get_by_role("button", name="Score now").click()
    tab.page.wait_for_url("**/jobs/*")
    tab.wait("document.querySelector('#job').dataset.state === 'done'")
    assert "One pair scored" in tab.page.locator("#job").inner_text()
    tab.page.reload()
    assert "One pair scored" in tab.page.locator("#job").inner_text()
    tab.page.get_by_role("link", name="Go to the result").click()
    tab.wait("document.querySelectorAll('circle').length > 0")


def test_a_file_is_sent_in(tab: Tab, tmp_path: Path) -> None:
    """A document goes in through the page; one that is not what it says is refused in one line, in place."""
    wrong, right = tmp_path / "kirik.pdf", tmp_path / "Lozan.txt"
    wrong.write_text("no pdf", "utf-8")
    right.write_text("LOZAN\n\nKonferans açıldı. Heyet geldi.\n", "utf-8")
    tab.go("/import")
    form = tab.page.locator("form.arrival").first
    form.locator("input[type=file]").set_input_files(wrong)
    form.get_by_role("button", name="Bring it in").click()
    tab.wait("!document.querySelector('form.arrival [role=alert]').hidden")
    assert "kirik.pdf: the file is not what its name says" in form.inner_text()
    tab.faults = [fault for fault in tab.faults if "422" not in fault]
    form.locator("input[type=file]").set_input_files(right)
    form.get_by_role("button", name="Bring it in").click()
    tab.page.wait_for_url("**/jobs/*")
    tab.wait("document.querySelector('#job').dataset.state === 'done'")
    tab.page.get_by_role("link", name="Go to the result").click()
    tab.page.wait_for_url("**/d/lozan")
    assert "Konferans" in tab.page.locator("main").inner_text()


def test_the_interface_speaks_turkish(tab: Tab) -> None:
    """The settings switch the language; every screen then speaks it."""
    tab.go("/settings")
    tab.page.get_by_label("Türkçe").check()
    tab.page.get_by_role("button", name="Save").click()
    tab.page.wait_for_selector("html[lang=tr]")
    tab.go(f"{PAIR}/start")
    assert "Onayla" in tab.page.locator(".tools").inner_text()
    tab.press("a")
    assert "onaylandı" in tab.page.locator("#status").inner_text()


def test_search_while_typing(tab: Tab) -> None:
    """The glossary narrows as one types."""
    tab.go("/glossary")
    tab.page.get_by_role("searchbox").press_sequentially("izmir")
    tab.wait("document.querySelectorAll('#terms tbody tr').length === 1")
    assert "İzmir" in tab.page.locator("#terms").inner_text()


def test_it_prints_without_controls(tab: Tab) -> None:
    """On paper there are beads and texts, no buttons and no navigation."""
    tab.page.emulate_media(media="print")
    assert tab.page.locator(".bead").first.is_visible()
    for hidden in (".tools", ".top nav", ".panel", ".filters", "#status"):
        assert not tab.page.locator(hidden).first.is_visible()
    assert tab.page.pdf().startswith(b"%PDF")


def test_hostile_texts_do_nothing(browser: Any, tmp_path: Path) -> None:
    """Markup in the texts opens no dialog, runs nothing and asks nobody."""
    folder = tmp_path / "w"
    make_workspace(folder, ((HOSTILE, HOSTILE), ("Misak-ı Millî " + HOSTILE, "National Oath " + HOSTILE)))
    for tab in _tab(browser, folder):
        tab.page.on("dialog", tab.refuse)
        tab.page.locator(".bead").first.focus()
        tab.press("f")
        tab.page.keyboard.type(HOSTILE)
        tab.page.keyboard.press("Control+Enter")
        tab.settle()
        for path in (f"{PAIR}/start", "/consistency", "/glossary/misak-i-milli", "/", "/export"):
            tab.go(path)
            tab.page.wait_for_timeout(150)


def test_keys_can_be_switched_off(tab: Tab, tmp_path: Path) -> None:
    """With single keys off, letters change nothing; arrows and buttons still work."""
    name = f"tren-{tab.server.port}-keys"
    tab.context.add_cookies([{"name": name, "value": "off", "url": tab.server.base}])
    before = beads(tmp_path / "w")
    tab.go(f"{PAIR}/start")
    tab.press("a")
    assert beads(tmp_path / "w") == before
    tab.page.get_by_role("button", name="Approve a").click()
    tab.settle()
    assert beads(tmp_path / "w") != before


def test_keys_can_be_changed(tab: Tab, tmp_path: Path) -> None:
    """A conflict is shown and can't be saved; a new key works and is shown, the old one does nothing."""
    tab.go("/settings")
    field = tab.page.locator('input[name="key-approve"]')
    field.fill("m")
    assert tab.page.locator("#key-conflict").is_visible()
    assert tab.page.get_by_role("button", name="Save").is_disabled()
    tab.page.locator("#keys-reset").click()
    assert field.input_value() == "a"
    field.fill("x")
    assert not tab.page.locator("#key-conflict").is_visible()
    with tab.page.expect_navigation(url=re.compile("/settings$")):  # the answer sends the page back to itself
        tab.page.get_by_role("button", name="Save").click()
    tab.go(f"{PAIR}/start")
    before = beads(tmp_path / "w")
    tab.press("a")
    assert beads(tmp_path / "w") == before
    tab.press("x")
    assert beads(tmp_path / "w")[0].state is BeadState.APPROVED
    assert "x" in tab.page.locator(".tools").inner_text()


def test_pages_can_be_read_without_scripts(browser: Any, tmp_path: Path) -> None:
    """With scripts off, lists, texts, terms and findings are still there."""
    make_workspace(tmp_path / "w")
    with served(tmp_path / "w") as server:
        context = browser.new_context(java_script_enabled=False, locale="en-GB")
        page = context.new_page()
        page.goto(server.link)
        for path, words in ((PAIR, "Misak-ı Millî"), ("/glossary", "National Pact"), ("/consistency", "forbidden")):
            page.goto(server.base + path)
            assert words in page.locator("main").inner_text()
        context.close()


def translate(tab: Tab) -> None:
    """Begin to translate the document, and open its first sentence."""
    answer = tab.page.evaluate(
        """async () => (await (await fetch('/d/d/translate', {method: 'POST', body: '{}', headers: {
        'x-tren-token': document.querySelector('meta[name=tren-token]').content}})).json()).to"""
    )
    tab.go(answer)


def test_translating_with_memory_and_terms(browser: Any, tmp_path: Path, seeds: Path) -> None:
    """A paragraph of the article without English is translated with terms from the panel, by keyboard."""
    folder = tmp_path / "w"
    make_workspace(folder)
    (folder / "seeds" / "d.txt").write_bytes(next(seeds.glob("000_*.txt")).read_bytes())
    glossary = next(iter(sorted((seeds.parent / "glossary").glob("movements.yaml"))))
    (folder / "glossary" / "movements.yaml").write_bytes(glossary.read_bytes())
    with served(folder) as server:
        context = browser.new_context(locale="en-GB")
        tab = Tab(context, server, server.link)
        translate(tab)
        for _ in range(4):
            tab.page.locator("#target").fill("A first version of the sentence.")
            before = tab.page.url
            tab.page.keyboard.press("Control+Enter")
            tab.wait("before => location.href !== before", before)
            tab.page.wait_for_load_state()
        while tab.page.locator("#panel .terms .insert").count() == 0:
            tab.page.locator("#next-sentence").click()
            tab.page.wait_for_load_state()
        tab.page.locator("#target").focus()
        tab.page.wait_for_timeout(300)
        tab.page.keyboard.press("Control+Space")
        wanted = tab.page.locator(".insert").first.get_attribute("data-text")
        tab.page.keyboard.press("Enter")
        assert tab.page.locator("#target").input_value() == wanted
        here = tab.page.url
        for key in ("Alt+ArrowDown", "Alt+ArrowUp"):
            before = tab.page.url
            tab.page.keyboard.press(key)
            tab.wait("before => location.href !== before", before)
            tab.page.wait_for_load_state()
        assert tab.page.url == here
        assert tab.page.locator("#target").input_value() == wanted
        tab.page.locator("#target").focus()
        tab.page.keyboard.press("Control+a")
        tab.page.keyboard.press("Control+Shift+C")
        tab.page.wait_for_selector("#help[open]")
        assert wanted in tab.page.locator("#help").inner_html()
        tab.page.keyboard.press("Escape")
        assert tab.page.evaluate("document.activeElement.outerHTML.slice(0, 200)").startswith('<textarea id="target"')
        tab.page.wait_for_timeout(2300)
        context.close()
    translated = Editor(Workspace(root=folder), PairId("d~d-en")).pair.beads
    texts = [bead.target.text for bead in translated if bead.target.text]
    assert texts.count("A first version of the sentence.") == 4
    assert wanted in texts


def test_no_timer_saves_a_draft_over_another_page_s_text(browser: Any, tmp_path: Path) -> None:
    """A draft made on an old page is refused, the other text stays in sight, and only "save" goes over it."""
    make_workspace(tmp_path / "w")
    with served(tmp_path / "w") as server:
        context = browser.new_context(locale="en-GB")
        tab = Tab(context, server, server.link)
        translate(tab)
        second = context.new_page()
        second.goto(tab.page.url)
        second.locator("#target").fill("Somebody else was faster.")
        second.wait_for_selector("#saved[data-state=unsaved]")
        second.wait_for_selector("#saved[data-state=saved]")
        tab.page.locator("#target").fill("Typed on an old page.")
        tab.page.wait_for_selector("#stale:not([hidden])")
        assert "Somebody else was faster." in tab.page.locator("#stale").inner_text()
        tab.page.wait_for_timeout(4500)  # time for two more drafts
        second.reload()
        assert second.locator("#target").input_value() == "Somebody else was faster."
        tab.page.keyboard.press("Control+Enter")
        tab.page.wait_for_load_state()
        tab.page.wait_for_timeout(500)
        second.reload()
        assert second.locator("#target").input_value() == "Typed on an old page."
        context.close()
