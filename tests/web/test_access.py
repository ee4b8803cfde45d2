"""Everybody can use it: axe-core over every screen, and the way of the keyboard."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from web.browsers import FLAGS, FULL, Server, absent, chromium, served
from web.desks import SCREENS, make_workspace

pytestmark = pytest.mark.slow
AXE = Path(__file__).resolve().parent / "vendor" / "axe-4.14.1.min.js"
AXE_SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AUDITED = (*SCREENS, "/pairs/d.abstract?show=low", "/pairs/d~d-en/translate", "/nope")
VARIANTS = [
    (theme, language, width) for theme in ("light", "dark") for language in ("en", "tr") for width in (1280, 820)
]
NAME_OF_FOCUS = "(e => e.dataset.op ?? e.getAttribute('role') ?? e.tagName)(document.activeElement)"
SHORT = [("light", "en", 1280), ("dark", "tr", 820)]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The small workspace with something on every screen."""
    folder = tmp_path_factory.mktemp("access") / "w"
    make_workspace(folder)
    with served(folder) as found:
        yield found


@pytest.fixture(scope="module")
def context(server: Server) -> Iterator[Any]:
    """A browser that was let in, with a score, a translation begun and some marks."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415  (an optional extra)
    except ImportError:
        absent("no playwright (install the extra browser-test)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), headless=True, args=list(FLAGS))
        found = browser.new_context()
        page = found.new_page()
        page.goto(server.link)
        page.evaluate(
            """async () => {
            const headers = {'x-tren-token': document.querySelector('meta[name=tren-token]').content};
            const send = async (path, body) => (await fetch(path, {method: 'POST', body, headers})).json();
            const {to} = await send('/jobs', '{"kind": "score"}');
            while ((await (await fetch(to, {headers: {accept: 'application/json'}})).json()).state === 'running')
              await new Promise(done => setTimeout(done, 100));
            await send('/d/d/translate', '{}'); }"""
        )
        page.goto(server.base + "/pairs/d.abstract")
        page.locator(".bead").first.focus()
        page.keyboard.press("a")
        page.wait_for_timeout(300)
        yield found
        browser.close()


@pytest.mark.parametrize("variant", VARIANTS if FULL else SHORT, ids=lambda v: "-".join(map(str, v)))
@pytest.mark.parametrize("path", AUDITED)
def test_axe_finds_nothing(context: Any, server: Server, path: str, variant: tuple[str, str, int]) -> None:
    """No violation of WCAG 2.2 AA that axe can see, nothing on the console, nothing asked of other hosts."""
    theme, language, width = variant
    cookies = {"theme": theme, "language": language}
    context.add_cookies(
        [{"name": f"tren-{server.port}-{name}", "value": value, "url": server.base} for name, value in cookies.items()]
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" and path != "/nope" else None)
    page.on("request", lambda r: faults.append(r.url) if not r.url.startswith((server.base, "data:")) else None)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(server.base + path)
    page.wait_for_timeout(350)
    found = violations(page)
    page.close()
    assert found == []
    assert faults == []


def violations(page: Any) -> list[tuple[str, list[str]]]:
    """Return what axe finds on a page as it stands."""
    page.evaluate(AXE.read_text("utf-8"))
    result = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    return [(v["id"], [node["html"][:160] for node in v["nodes"][:3]]) for v in result["violations"]]


def test_axe_finds_nothing_in_jobs_and_dialogs(context: Any, server: Server) -> None:
    """The page of a job, the key list, and the dialogs of the grid with a caret or a reason asked for."""
    page = context.new_page()
    page.goto(server.base + "/jobs")
    page.locator("tbody a").first.click()
    page.wait_for_selector("#job")
    assert violations(page) == []
    page.goto(server.base + "/pairs/d.abstract")
    for key in ("?", "Shift+S", "f"):
        page.locator(".bead").first.focus()
        page.keyboard.press(key)
        page.wait_for_selector("dialog[open]")
        assert violations(page) == []
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog[open]", state="detached")
    page.close()


def test_narrow_windows_do_not_scroll_sideways(context: Any, server: Server) -> None:
    """At 320 px (1280 at 400 %) every screen fits, tables scroll in themselves."""
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 700})
    for path in AUDITED:
        page.goto(server.base + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    page.close()


def test_the_grid_is_one_tab_stop(context: Any, server: Server) -> None:
    """Tab reaches every control of the review and passes the grid in one step; focus is always visible."""
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(server.base + "/pairs/d.abstract")
    page.wait_for_timeout(300)
    seen: list[str] = []
    for _ in range(80):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(NAME_OF_FOCUS))
        if seen[-1] == "BODY":
            break
    assert seen.count("row") == 1
    enabled = page.evaluate("[...document.querySelectorAll('.tools button:not(:disabled)')].map(b => b.dataset.op)")
    assert set(enabled) <= set(seen)
    page.close()


def test_axe_is_what_it_was() -> None:
    """The vendored checker is the published one."""
    assert sha256(AXE.read_bytes()).hexdigest() == AXE_SHA256
