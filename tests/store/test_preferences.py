"""``glossary/preferences.yaml``."""

from dataclasses import replace
from pathlib import Path

import pytest

from parallel.errors import InputError, UsageError
from parallel.model.termbase import ConceptId
from parallel.store.preferences import Preference, add_preference, load_preferences, parse_preferences
from parallel.store.workspace import Workspace, create_workspace

TEXT = """\
# House style.
- concept: misak-i-milli
  prefer: National Oath
  article: "004"
  reason: >-
    The journal
    prints it so.
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An empty workspace."""
    return create_workspace(tmp_path)


WISH = Preference(concept=ConceptId("misak-i-milli"), prefer="National Vow", reason="no")


def test_a_preference_is_read() -> None:
    """Scope, reason and place are there."""
    (found,) = parse_preferences(TEXT.encode(), "p.yaml")
    assert (found.scope, found.reason, found.where) == (("article", "004"), "The journal prints it so.", "p.yaml:2")


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("concept: a\n", 1, "are a list"),
        ("- concept: a\n  prefer: b\n", 1, "'reason' is missing"),
        ("- {concept: a, prefer: b, reason: c, article: d, author: e}\n", 1, "one of article, author, client"),
        ("- {concept: a, prefer: b, reason: c}\n- {concept: a, prefer: d, reason: c}\n", 2, "preferred twice"),
        ("- !!python/name:os.system\n", 1, "tag"),
        ("- &a {concept: a}\n- *a\n", 1, "aliases"),
        ("<<<<<<< HEAD\n- {concept: a}\n", 1, "conflict markers"),
    ],
)
def test_refusals_name_the_line(text: str, line: int, what: str) -> None:
    """What is not of the form is refused with its place."""
    with pytest.raises(InputError) as caught:
        parse_preferences(text.encode(), "p.yaml")
    assert caught.value.where == f"p.yaml:{line}"
    assert what in caught.value.message


def test_nothing_there(workspace: Workspace) -> None:
    """No file and an empty one mean no preferences."""
    assert load_preferences(workspace) == ()
    (workspace.glossary_path / "preferences.yaml").write_text("# nothing yet\n", "utf-8")
    assert load_preferences(workspace) == ()


def test_adding_keeps_the_file(workspace: Workspace) -> None:
    """The new entry stands at the end; texts YAML would twist come back."""
    path = workspace.glossary_path / "preferences.yaml"
    path.write_text(TEXT.rstrip("\n"), "utf-8")
    add_preference(workspace, replace(WISH, client="Yayınevi: 12:30"))
    add_preference(workspace, WISH)
    assert path.read_text("utf-8").startswith(TEXT)
    assert [found.scope for found in load_preferences(workspace)] == [
        ("article", "004"),
        ("client", "Yayınevi: 12:30"),
        ("", ""),
    ]
    assert load_preferences(workspace)[1].reason == "no"


def test_two_for_the_same_are_refused(workspace: Workspace) -> None:
    """The place of the first one is named."""
    add_preference(workspace, replace(WISH, author="Yazar"))
    with pytest.raises(UsageError, match="already"):
        add_preference(workspace, replace(WISH, author="Yazar"))
