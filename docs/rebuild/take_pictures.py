# noqa: INP001 - a script, not a package
"""Retake the pictures of ``docs/images`` from a copy of this repository's workspace; needs the extra ``browser-test``.

The copy gets what work leaves behind: a translation begun, beads approved, scores kept.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "tests"))

from parallel.model.bitext import PairId  # noqa: E402 - the tests' folder had to be named first
from parallel.store.workspace import Workspace  # noqa: E402
from parallel.web.choices import Choices, save_choices  # noqa: E402
from parallel.workbench.edits import operations  # noqa: E402
from parallel.workbench.edits.editing import Editor  # noqa: E402
from parallel.workbench.edits.translating import begin_translation, save_translation  # noqa: E402
from web.browsers import FLAGS, Server, chromium, served  # noqa: E402

PAIR = "001.abstract"
CONCEPT = "milli-mucadele"
BOLSHEVIKS = """
In Russia, which had entered the war beside the Entente Powers, the Bolsheviks came to power through the revolution of
October 1917.
"""
PEACE = """
The new leadership, convinced that a longer war served the capitalist order, left the war by signing the Treaty of
Brest-Litovsk on 3 March 1918.
"""
TRANSLATED = {4: BOLSHEVIKS, 5: PEACE}
TYPED = """
By this treaty it gave up the sanjaks of Kars, Ardahan and Batum, which Russia had taken after the Ottoman–Russian War
of 1877–79.
"""
"""What is typed for the sentence after them: with a slip that the checks notice."""
WIDE = ViewportSize(width=1280, height=860)


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=REPOSITORY / "docs" / "images")
    output = parser.parse_args().output
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "milli-mucadele"
        prepare(root)
        light = {name: address for name, address in pages(root).items() if not name.endswith("-tr-dark")}
        take(root, output, light)
        save_choices(Workspace(root=root), Choices(words={"language": "tr", "theme": "dark"}))
        take(root, output, {name: address for name, address in pages(root).items() if name not in light})


def prepare(root: Path) -> None:
    """Copy the workspace and work in it."""
    for name in ("seeds", "glossary", "aligned"):
        shutil.copytree(REPOSITORY / name, root / name)
    run(root, "build")
    workspace = Workspace(root=root)
    translation = Editor(workspace, begin_translation(workspace, "000"))
    review = Editor(workspace, PairId(PAIR))
    for at, text in TRANSLATED.items():
        bead = translation.pair.beads[at].id
        translation.apply(partial(save_translation, bead=bead, text=flowing(text), approve=True))
        translation.fold()
        review.apply(partial(operations.approve, beads=[review.pair.beads[at - min(TRANSLATED)].id]))
        review.fold()
        run(root, "score")


def flowing(text: str) -> str:
    """Return a text in one line."""
    return " ".join(text.split())


def run(root: Path, *words: str) -> None:
    """Run ``tren`` in the workspace."""
    subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "parallel", "-C", str(root), *words], check=True, stdout=subprocess.DEVNULL
    )


def pages(root: Path) -> dict[str, str]:
    """Return the address of each picture."""
    bead = Editor(Workspace(root=root), PairId("000~000-en")).pair.beads[max(TRANSLATED) + 1].id
    return {
        "documents": "/",
        "document": "/d/001",
        "review": f"/pairs/{PAIR}/start",
        "translate": f"/pairs/000~000-en/translate?bead={bead}",
        "glossary": "/glossary",
        "term": f"/glossary/{CONCEPT}",
        "consistency": "/consistency",
        "scores": "/scores",
        "export": "/export",
        "import": "/import",
        "settings": "/settings",
        "keys": "/help",
        "review-tr-dark": f"/pairs/{PAIR}/start",
        "consistency-tr-dark": "/consistency",
        "term-tr-dark": f"/glossary/{CONCEPT}",
    }


def take(root: Path, output: Path, addresses: dict[str, str]) -> None:
    """Open each page and keep its picture."""
    with served(root) as server, sync_playwright() as drivers:
        browser = drivers.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        page = browser.new_context(viewport=WIDE, locale="en-GB").new_page()
        page.goto(server.link)
        for name, address in addresses.items():
            take_one(page, server, address)
            page.screenshot(path=str(output / f"{name}.png"))
        browser.close()


def take_one(page: Page, server: Server, address: str) -> None:
    """Open a page and let it settle."""
    page.goto(server.base + address)
    if "/translate" in address:
        page.locator("#target").fill(flowing(TYPED))
    page.wait_for_timeout(1500)


if __name__ == "__main__":
    main()
