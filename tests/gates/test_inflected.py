"""Every domain of the glossary is found in forms a person wrote down, not a rule."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from parallel.model.document import TURKISH
from parallel.store.glossary import load_glossary
from parallel.terms import TermMatcher

REPOSITORY = Path(__file__).resolve().parents[2]
PER_DOMAIN = 20
"""Forms a domain has at least."""


def phrases() -> Iterator[tuple[str, str, str]]:
    """Yield domain, concept and phrase of every row."""
    for line in Path(__file__).with_name("inflected.tr.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            domain, concept, phrase = line.split("\t")
            yield domain, concept, phrase


@pytest.fixture(scope="module")
def matcher() -> TermMatcher:
    """Return a matcher of the glossary that ships."""
    return TermMatcher(load_glossary(REPOSITORY / "glossary"), TURKISH, suspected=False)


def test_every_domain_has_its_forms() -> None:
    """No file of the glossary is left out of the table."""
    counts: dict[str, int] = defaultdict(int)
    for domain, _, _ in phrases():
        counts[domain] += 1
    files = {path.stem for path in (REPOSITORY / "glossary").glob("*.yaml") if path.stem != "preferences"}
    assert set(counts) == files
    assert min(counts.values()) >= PER_DOMAIN


@pytest.mark.parametrize(("domain", "concept", "phrase"), list(phrases()))
def test_a_form_written_by_hand_is_found(matcher: TermMatcher, domain: str, concept: str, phrase: str) -> None:
    """The concept is among what an exact search finds."""
    assert concept in {str(mention.concept) for mention in matcher.find(phrase)}, f"{domain}: {phrase}"
