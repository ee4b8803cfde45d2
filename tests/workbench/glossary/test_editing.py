"""Changing the term base of a workspace."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from builders import concept, termbase
from parallel.errors import InputError, StaleError, UsageError, WriteError
from parallel.model.document import ENGLISH
from parallel.model.termbase import Concept, ConceptId, Source, Term, TermStatus
from parallel.store import atomic
from parallel.store.glossary import parse_yaml
from parallel.store.termtext import concept_text, with_field, with_term
from parallel.store.workspace import Workspace, create_workspace
from parallel.terms.merge import unlocated
from parallel.workbench.glossary.editing import (
    add_concept,
    adopt_shipped,
    changes,
    edit_concept,
    entries_of,
    located,
    merge_into,
    own_glossary,
    own_termbase,
    replace_entry,
    take_back,
)
from parallel.workbench.glossary.termbases import glossary_folder

TREATIES = """\
# Treaties, by hand.

- id: misak
  domain: treaty
  definition: Own words. # short
  tr:
    - {term: Misak-ı Millî}
  en:
    - {term: National Pact}
  mood: kept

# The end of the war.
- id: mondros
  domain: treaty
  definition: Own words.
  tr:
    - {term: Mondros Mütarekesi}
  en:
    - {term: Armistice of Mudros}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with two concepts of its own."""
    made = create_workspace(tmp_path)
    (made.glossary_path / "treaties.yaml").write_text(TREATIES, "utf-8")
    return made


def text_of(workspace: Workspace, name: str = "treaties.yaml") -> str:
    """Return a glossary file."""
    return (workspace.glossary_path / name).read_text("utf-8")


SEVR = concept_text(replace(concept("sevr", "Sevr Antlaşması", ("Treaty of Sèvres", "preferred")), domain="treaty"))


def test_a_new_concept_goes_to_the_file_of_its_domain(workspace: Workspace) -> None:
    """It stands at the end behind a blank line, and undo leaves no trace."""
    file, saved = add_concept(workspace, SEVR)
    assert (file, saved.kind) == ("treaties.yaml", "add")
    assert text_of(workspace) == f"{TREATIES}\n{SEVR}"
    take_back(workspace, file)
    assert text_of(workspace) == TREATIES
    take_back(workspace, file, again=True)
    assert text_of(workspace) == f"{TREATIES}\n{SEVR}"


def test_a_new_domain_starts_a_file(workspace: Workspace) -> None:
    """Concepts of no known domain go to own.yaml."""
    file, _ = add_concept(workspace, SEVR.replace("domain: treaty", "domain: other"))
    assert file == "own.yaml"
    assert len(own_termbase(workspace)) == 3


def test_adding_twice(workspace: Workspace) -> None:
    """A known id is refused; the same operation sent again is not done twice."""
    add_concept(workspace, SEVR, operation_id="x")
    assert add_concept(workspace, SEVR, operation_id="x")[1].repeated
    with pytest.raises(UsageError, match="there is a concept"):
        add_concept(workspace, SEVR)


@pytest.mark.parametrize(
    "text",
    [
        SEVR + SEVR.replace("id: sevr", "id: b"),
        SEVR.replace("Sevr Antlaşması", "--"),
        SEVR.replace("  en:", "    - {term: Sevr, status: preferred}\n  en:"),
        SEVR + "  see_also: [nowhere]\n",
        SEVR + "  see_also: [sevr]\n",
        SEVR.replace("- id: sevr", "- id:"),
        "- 1\n",
        "",
    ],
)
def test_what_breaks_a_rule_is_not_saved(text: str, workspace: Workspace) -> None:
    """Validation comes first; no file is touched."""
    with pytest.raises(InputError):
        add_concept(workspace, text)
    assert text_of(workspace) == TREATIES
    assert not (workspace.glossary_path / "own.yaml").exists()


def test_an_edit_keeps_everything_else(workspace: Workspace) -> None:
    """Comments, order and unknown fields stay; only the named field differs."""
    edit_concept(workspace, "misak", [with_field("period", "1920–1923")])
    assert text_of(workspace) == TREATIES.replace("  mood: kept\n", "  mood: kept\n  period: 1920–1923\n")
    take_back(workspace, "treaties.yaml")
    assert text_of(workspace) == TREATIES


def test_an_edit_that_breaks_a_rule(workspace: Workspace) -> None:
    """A second preferred term is refused before anything is written."""
    second = Term(text="National Oath", language=ENGLISH, status=TermStatus.PREFERRED)
    with pytest.raises(InputError, match="nothing was saved"):
        edit_concept(workspace, "misak", [with_term(second)])
    assert text_of(workspace) == TREATIES


def test_faults_that_were_there_stop_nobody(workspace: Workspace) -> None:
    """Only errors the edit itself brings are refused."""
    path = workspace.glossary_path / "treaties.yaml"
    path.write_text(TREATIES.replace("  mood: kept", "  see_also: [nowhere]"), "utf-8")
    assert edit_concept(workspace, "mondros", [with_field("period", "1918")]).kind == "save"


def test_a_stale_edit_is_refused(workspace: Workspace) -> None:
    """Who saw another entry is told."""
    base = located(workspace, "misak").entry.revision
    edit_concept(workspace, "misak", [with_field("period", "1920")], base=base)
    with pytest.raises(StaleError):
        edit_concept(workspace, "misak", [with_field("period", "1921")], base=base)


def test_replacing_and_removing(workspace: Workspace) -> None:
    """A whole entry may be given; its id stays."""
    entry = located(workspace, "misak").entry.text
    replace_entry(workspace, "misak", entry.replace("National Pact", "National Covenant"))
    assert "National Covenant" in text_of(workspace)
    with pytest.raises(UsageError, match="Ids stay"):
        replace_entry(workspace, "misak", entry.replace("id: misak", "id: other"))
    replace_entry(workspace, "mondros", None)
    assert [found.id for found in own_termbase(workspace)] == ["misak"]
    assert "# The end of the war." in text_of(workspace)


def test_a_concept_others_refer_to_stays(workspace: Workspace) -> None:
    """Removing it would leave a reference into nothing."""
    edit_concept(workspace, "misak", [with_field("see_also", ["mondros"])])
    with pytest.raises(InputError, match="does not exist"):
        replace_entry(workspace, "mondros", None)


def test_unknown_concepts(workspace: Workspace) -> None:
    """They are named."""
    with pytest.raises(UsageError, match="no concept 'x'"):
        located(workspace, "x")


def test_the_shipped_glossary_is_taken_over_once(tmp_path: Path) -> None:
    """Preferences alone are no glossary; files of one's own are never overwritten."""
    made = create_workspace(tmp_path)
    (made.glossary_path / "preferences.yaml").write_text("", "utf-8")
    assert adopt_shipped(made) > 10
    assert adopt_shipped(made) == 0
    assert len(own_termbase(made)) > 1000


def test_a_copy_cut_short_is_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a glossary is never taken for the whole one."""
    made = create_workspace(tmp_path)
    save = atomic.save

    def full(path: Path, chunks: Iterable[bytes]) -> None:
        if path.name == "movements.yaml":
            raise WriteError("no space left", where=str(path))
        save(path, chunks)

    monkeypatch.setattr(atomic, "save", full)
    with pytest.raises(WriteError):
        adopt_shipped(made)
    monkeypatch.undo()
    assert (made.glossary_path / "military.yaml").exists()
    assert glossary_folder(made) != made.glossary_path
    assert adopt_shipped(made) > 10
    assert glossary_folder(made) == made.glossary_path
    assert len(own_termbase(made)) > 1000


def test_the_copy_stays_once_something_was_saved_in_it(tmp_path: Path) -> None:
    """Of two entries the second is refused: the first is in the copy, which stays."""
    made = create_workspace(tmp_path)

    def add_two() -> None:
        with own_glossary(made):
            add_concept(made, concept_text(concept("yeni", "Yeni", ("New", "preferred"))))
            add_concept(made, "- nonsense\n")

    with pytest.raises(InputError):
        add_two()
    assert located(made, "yeni").file == "own.yaml"
    assert len(own_termbase(made)) > 1000


def test_a_copy_taken_away_half_way_is_no_glossary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped while the copy is taken away again, the one that ships is used."""
    made = create_workspace(tmp_path)
    remove = atomic.remove

    def stop(path: Path) -> None:
        if path.name == "movements.yaml":
            raise WriteError("the disk reported an error", where=str(path))
        remove(path)

    monkeypatch.setattr(atomic, "remove", stop)
    with pytest.raises(WriteError), own_glossary(made):
        raise InputError("refused")
    assert not (made.glossary_path / "military.yaml").exists()
    assert glossary_folder(made) != made.glossary_path


def test_changes_make_one_value_of_another(workspace: Workspace) -> None:
    """Applied to the entry of the first they give the second."""
    before = located(workspace, "misak").concept
    after = replace(
        concept("misak", "Misak-ı Millî", ("National Pact", "deprecated"), ("Pact", "preferred")),
        domain="movement",
        usage="Everybody.",
        sources=(Source(title="editorial"), Source(title="Turkey", year="2004")),
        see_also=(ConceptId("mondros"),),
        review="draft",
        reviewer="editorial",
        date="2026-11-20",
    )
    edit_concept(workspace, "misak", list(changes(before, after)))
    found = own_termbase(workspace).by_id[ConceptId("misak")]
    assert unlocated(found) == after


def many(count: int) -> tuple[Concept, ...]:
    """Return concepts nobody has yet."""
    return tuple(concept(f"c{at}", f"kavram {at}-a", (f"notion {at}", "preferred")) for at in range(count))


@pytest.mark.parametrize("count", [3, 60])
def test_merging_in(count: int, workspace: Workspace) -> None:
    """New concepts are appended, known ones extended; a second time there is nothing to do."""
    richer = concept("misak", "Misak-ı Millî", ("National Pact", "preferred"), ("National Oath", "deprecated"))
    theirs = termbase(*many(count), replace(richer, domain="treaty", definition="Own words."))
    rehearsed = merge_into(workspace, theirs, prefer="ours", rehearse=True)
    assert text_of(workspace) == TREATIES
    merged = merge_into(workspace, theirs, prefer="ours")
    assert merged == rehearsed
    assert (len(merged.added), len(merged.changed), merged.conflicts) == (count, 1, ())
    assert len(own_termbase(workspace)) == count + 2
    assert "National Oath" in text_of(workspace)
    assert merge_into(workspace, theirs, prefer="ours").same == count + 1
    assert len(parse_yaml(text_of(workspace, "own.yaml").encode(), "own.yaml")) == count


def test_a_merge_that_breaks_a_rule_writes_nothing(workspace: Workspace) -> None:
    """All or nothing before the first file."""
    theirs = termbase(replace(many(1)[0], see_also=(ConceptId("nowhere"),)))
    with pytest.raises(InputError):
        merge_into(workspace, theirs, prefer="ours", file="new.yaml")
    assert not (workspace.glossary_path / "new.yaml").exists()


def test_entries_of_a_text() -> None:
    """Each entry has its own lines, without the comments between."""
    assert [text.split("\n")[0] for text in entries_of(TREATIES, "x")] == ["- id: misak", "- id: mondros"]
