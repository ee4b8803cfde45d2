"""Learning from the workspace's own beads, by ``tren learn`` and by ``tren build``."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import builders
import madeup
from parallel.cli import learn as command
from parallel.model.bitext import AlignedPair, BeadState, Languages
from parallel.model.document import Language
from parallel.store.aligned import load_pair, save_pair
from parallel.store.learnt import recall
from parallel.store.workspace import Workspace, create_workspace
from parallel.workbench.pairs import learning
from parallel.workbench.pairs.learning import MOST_BEADS, _Evidence, model_for
from parallel.workbench.upkeep import stamps
from running import Swift, snapshot

LEAST = 80
UNKNOWN = Languages(Language("aa"), Language("bb"))
TEXTS = {"short": madeup.bitext(15, 1), "long": madeup.bitext(130, 2)}


def workspace_of(folder: Path, texts: dict[str, madeup.MadeUp], languages: str = "aa-bb") -> Swift:
    """Make a workspace of pairs in made-up languages."""
    create_workspace(folder)
    codes = languages.split("-")
    documents, pairs = "", ""
    for name, text in texts.items():
        for code, side in zip(codes, (text.source, text.target), strict=True):
            (folder / "seeds" / f"{name}-{code}.txt").write_text("\n\n".join(side) + "\n", "utf-8")
            documents += f"  - {{id: {name}-{code}, file: {name}-{code}.txt, language: {code}, recipe: lines}}\n"
        pairs += f"  - {{id: {name}, source: {name}-{codes[0]}, target: {name}-{codes[1]}, languages: {languages}}}\n"
    manifest = f"format: 1\ndocuments:\n{documents}pairs:\n{pairs}"
    (folder / "seeds" / "manifest.yaml").write_text(manifest, "utf-8")
    return Swift(folder)


@pytest.fixture(scope="module", autouse=True)
def _few_beads() -> Iterator[None]:
    """Half the beads are enough here, to be quick; and edits to the checkout meanwhile make nothing stale."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stamps, "_program_digest", lambda: "")
        for module in (learning, command):
            patch.setattr(module, "LEAST_BEADS", LEAST)
        yield


@pytest.fixture(scope="module")
def _taught(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built workspace with a long and a short pair in languages nobody knows."""
    run = workspace_of(tmp_path_factory.mktemp("taught") / "ws", TEXTS)
    done = run("build")
    assert "Learnt " in done.err
    return run.folder


@pytest.fixture
def taught(_taught: Path, tmp_path: Path) -> Swift:
    """A copy of it."""
    shutil.copytree(_taught, tmp_path / "ws")
    return Swift(tmp_path / "ws")


def pair_of(run: Swift, name: str) -> AlignedPair:
    """Read a pair."""
    return load_pair(run.folder / "aligned" / f"{name}.jsonl", name)[0]


def right(run: Swift, name: str) -> float:
    """Return the F1 of a pair's beads."""
    found, at = set(), [0, 0]
    for bead in pair_of(run, name).beads:
        ends = [at[0] + len(bead.source.segments), at[1] + len(bead.target.segments)]
        found.add((at[0], ends[0], at[1], ends[1]))
        at = ends
    return madeup.right(found, TEXTS[name])


def test_build_learns_where_it_pays(taught: Swift) -> None:
    """The short text, which nothing but lengths could align, is right by what the long one taught."""
    assert right(taught, "short") >= 0.95


def test_without_the_long_text_the_short_one_is_guessed(tmp_path: Path) -> None:
    """Too few beads: nothing is learnt, nothing is kept, and the short text stays as doubtful as it is."""
    run = workspace_of(tmp_path / "ws", {"short": TEXTS["short"]})
    done = run("build")
    assert "Learnt" not in done.err
    assert not Workspace(root=run.folder).learnt_path(UNKNOWN).exists()
    assert right(run, "short") < 0.8
    learnt = run("learn")
    assert (learnt.code, "of one direction are needed" in learnt.err) == (0, True)
    assert "fewer than 80: nothing" in learnt.out


def test_beads_say_what_was_learnt(taught: Swift) -> None:
    """The evidence of a bead names learnt words as such."""
    kinds = {item.kind for bead in pair_of(taught, "short").beads for item in bead.evidence}
    assert "learnt" in kinds


def test_the_second_build_does_nothing(taught: Swift) -> None:
    """What was learnt makes nothing stale."""
    before = snapshot(taught.folder)
    assert "Nothing to do" in taught("build").err
    assert snapshot(taught.folder) == before


@pytest.mark.parametrize("damage", [b"{}\n", None])
def test_the_file_may_be_lost_or_damaged(taught: Swift, damage: bytes | None) -> None:
    """Everything is learnt again, and comes out the same."""
    before = snapshot(taught.folder)
    path = Workspace(root=taught.folder).learnt_path(UNKNOWN)
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage)
    assert taught("build").code == 0
    assert snapshot(taught.folder) == before
    assert recall(path) is not None
    assert "Nothing to do" in taught("build").err


@pytest.mark.slow
def test_the_whole_cache_may_be_lost(taught: Swift) -> None:
    """As with all that can be rebuilt."""
    before = snapshot(taught.folder)
    shutil.rmtree(taught.folder / ".tren" / "cache")
    assert taught("build").code == 0
    assert snapshot(taught.folder) == before


@pytest.mark.slow
def test_learning_and_building_settle(taught: Swift) -> None:
    """Learnt beads teach the same again: after a round nothing changes any more."""
    taught("learn")
    taught("build")
    before = [[(b.source.segments, b.target.segments) for b in pair_of(taught, n).beads] for n in TEXTS]
    taught("learn")
    taught("build")
    assert before == [[(b.source.segments, b.target.segments) for b in pair_of(taught, n).beads] for n in TEXTS]
    assert taught("learn").err == "Nothing new to learn.\n"
    assert "Nothing to do" in taught("build").err


def test_a_stopped_build_learns_when_it_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped between aligning and learning, the next build does the rest and ends at the same."""
    run = workspace_of(tmp_path / "ws", TEXTS)
    with monkeypatch.context() as patch:
        patch.setattr("parallel.workbench.building.learn_where_it_pays", lambda *_: ())
        assert "Learnt" not in run("build").err
    assert "Learnt" in run("build").err
    assert right(run, "short") >= 0.95
    assert "Nothing to do" in run("build").err


def test_learn_tells_what_it_learnt(taught: Swift) -> None:
    """Direction, beads and words, for people and for machines."""
    taught("learn")
    assert taught("learn").out.startswith("aa-bb: 0 approved or edited and 1")
    record = json.loads(taught("learn", "--format", "json").out)
    assert (record["languages"], record["vouched"], record["changed"]) == ("aa-bb", 0, False)
    assert record["words"] == record["used"] > 40


def test_learn_shows_a_word(taught: Swift) -> None:
    """A word of either language, as it was learnt."""
    source, target = next(iter(madeup.dictionary().items()))
    for word in (source, target):
        shown = taught("learn", "--show", word)
        assert (shown.code, shown.out.split(" (")[0]) == (0, f"{source} = {target}")
    record = json.loads(taught("learn", "--show", source, "--format", "json").out)
    assert (record["source"], record["target"], record["used"]) == (source, target, True)


def test_an_unknown_word(taught: Swift) -> None:
    """Nothing found is status 1."""
    shown = taught("learn", "--show", "İstanbul")
    assert (shown.code, shown.out, shown.err) == (1, "", "Nothing was learnt for 'İstanbul'.\n")


def test_show_before_anything_was_learnt(translated: Swift) -> None:
    """Says what to do first."""
    shown = translated("learn", "--show", "karar")
    assert (shown.code, shown.err) == (2, "error: nothing was learnt yet. Run `tren learn`.\n")


def approve(run: Swift, name: str) -> None:
    """Approve all beads of a pair."""
    pair = pair_of(run, name)
    beads = tuple(replace(bead, state=BeadState.APPROVED, version=2) for bead in pair.beads)
    save_pair(run.folder / "aligned" / f"{name}.jsonl", replace(pair, beads=beads))


def test_turkish_is_learnt_unasked_from_people_only(tmp_path: Path) -> None:
    """Sure beads of Turkish and English teach when asked; a build waits until people vouched for enough of them."""
    run = workspace_of(tmp_path / "ws", {"long": TEXTS["long"]}, "tr-en")
    path = Workspace(root=run.folder).learnt_path(Languages())
    assert "Learnt" not in run("build").err
    assert not path.exists()
    approve(run, "long")
    assert "Learnt" in run("build").err
    learnt = recall(path)
    assert learnt is not None
    assert (learnt.vouched >= LEAST, learnt.sure) == (True, 0)


def test_many_more_beads_are_learnt_anew(taught: Swift, monkeypatch: pytest.MonkeyPatch) -> None:
    """A quarter more than last time; what people vouch for counts twice. Fewer than needed are forgotten."""
    path = Workspace(root=taught.folder).learnt_path(UNKNOWN)
    first = path.read_bytes()
    approve(taught, "short")
    assert "Learnt" not in taught("build").err
    assert path.read_bytes() == first
    approve(taught, "long")
    assert "Learnt" in taught("build").err
    assert path.read_bytes() != first
    monkeypatch.setattr(learning, "LEAST_BEADS", 10_000)
    taught("learn")
    assert not path.exists()


def test_a_damaged_pair_does_not_stop_learning(taught: Swift) -> None:
    """The others teach."""
    (taught.folder / "aligned" / "short.jsonl").write_bytes(b"{\n")
    done = taught("learn")
    assert (done.code, done.out[:6]) == (0, "aa-bb:")


def test_doubtful_beads_teach_nothing() -> None:
    """Flagged, excluded, one-sided and unsure beads are left out; edited ones count as people's."""
    sure = builders.bead(1)
    evidence = _Evidence()
    evidence.add(
        [
            sure,
            replace(sure, confidence=0.89),
            replace(sure, flagged="?"),
            replace(sure, excluded="x"),
            builders.bead(2, target=""),
            builders.bead(3, state=BeadState.EDITED),
        ]
    )
    assert (len(evidence.sure), len(evidence.vouched)) == (1, 1)
    assert evidence.chosen()[1] == [2.0, 1.0]


def test_at_most_so_many_beads_teach() -> None:
    """People's beads first, then an even share of the others."""
    evidence = _Evidence(vouched=[("a", "b")] * (MOST_BEADS - 10), sure=[(str(k), "x") for k in range(100)])
    texts, weights = evidence.chosen()
    assert (len(texts), len(weights)) == (MOST_BEADS, MOST_BEADS)
    assert [text for text, _ in texts[-10:]] == [str(k) for k in range(0, 100, 10)]
    assert len(_Evidence(vouched=[("a", "b")] * (MOST_BEADS + 5), sure=[("c", "d")]).chosen()[0]) == MOST_BEADS


def test_a_model_of_another_direction_is_not_taken(taught: Swift) -> None:
    """Whatever its file is called."""
    workspace = Workspace(root=taught.folder)
    other = Languages(Language("bb"), Language("aa"))
    shutil.copy(workspace.learnt_path(UNKNOWN), workspace.learnt_path(other))
    assert model_for(workspace, other) is None
    assert model_for(workspace, UNKNOWN) is not None
