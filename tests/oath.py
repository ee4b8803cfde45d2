"""A small workspace in which one term is rendered in a discouraged way: five sentences, five National Oaths."""

from pathlib import Path

from running import Swift

CONCEPT = """\
- id: misak-i-milli
  domain: treaty
  definition: A test concept.
  tr:
    - term: Misak-ı Millî
  en:
    - term: National Pact
    - term: National Oath
      status: deprecated
      reason: Not a word for it
  sources: [editorial]
"""
PLACES = ("Ankara", "Sivas", "Erzurum", "İstanbul", "Bursa")
TURKISH = "".join(
    f"Misak-ı Millî {place} kentinde {1919 + at} yılında kabul edildi.\n" for at, place in enumerate(PLACES)
)
ENGLISH = "".join(
    f"The National Oath was adopted in the city of {place} in {1919 + at}.\n" for at, place in enumerate(PLACES)
)


def oath_workspace(folder: Path) -> Swift:
    """Make and build it; the pair's id is that of :func:`pair_id`."""
    run = Swift(folder)
    assert run("init", str(folder)).code == 0
    (folder / "glossary" / "terms.yaml").write_text(CONCEPT, "utf-8")
    (folder / "tr.txt").write_text(TURKISH, "utf-8")
    (folder / "en.txt").write_text(ENGLISH, "utf-8")
    added = run("add", str(folder / "tr.txt"), "--lang", "tr", "--id", "d", "--translation", str(folder / "en.txt"))
    assert added.code == 0, added.err
    assert run("build").code == 0
    return run


def pair_id(folder: Path) -> str:
    """Return the only pair's id."""
    (path,) = (path for path in (folder / "aligned").glob("*.jsonl") if path.stem != "scores")
    return path.stem
