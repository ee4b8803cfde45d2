"""Translations learnt from the workspace's own beads: ``tren learn``, and ``tren build`` where it pays.

What is learnt hangs on the beads as they stand in ``aligned/`` and on nothing else. Beads aligned with it teach nearly
the same again: on German–French not one bead changed in the second round.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256

from parallel import __version__
from parallel.align import LexicalModel, learn_model
from parallel.align.lexical.learn import stems_of
from parallel.align.lexical.links import usable_entries
from parallel.errors import InputError, UsageError
from parallel.model.bitext import AlignedBead, BeadState, Languages
from parallel.model.document import ENGLISH, TURKISH
from parallel.store import atomic
from parallel.store.learnt import Learnt, keep, recall
from parallel.store.manifest import Manifest
from parallel.store.migration import writing
from parallel.store.workspace import Workspace
from parallel.workbench.pairs.pairs import stored_pair

LEAST_BEADS = 200
"""Beads from which learning pays; measured by cross-validation, see ``docs/benchmarks.md``."""
SURE = 0.9
"""Confidence from which a bead nobody has looked at teaches; 98 % of such beads are right."""
VOUCHED_WEIGHT = 2.0
"""How much a bead people vouched for counts against a sure one; chosen by us."""
GROWTH = 1.25
"""Growth or loss of beads after which ``build`` learns anew; chosen by us: all is aligned again then, and a workspace
that grows bead by bead is aligned at most five times over."""
MOST_BEADS = 10_000
"""Beads learnt from, those people vouched for first; chosen by us for memory (about 200 MB)."""
_AUTO = b'"state": "auto"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What the beads of one direction teach."""

    languages: Languages
    """Direction."""
    vouched: int
    """Approved and edited beads."""
    sure: int
    """Sure beads nobody looked at."""
    words: int = 0
    """Pairs of words learnt; 0 when there were too few beads."""
    used: int = 0
    """Those the aligner uses: all, but for Turkish words the package knows better."""
    changed: bool
    """Whether anything else was learnt than before."""

    @property
    def enough(self) -> bool:
        """Whether there were beads enough."""
        return self.vouched + self.sure >= LEAST_BEADS


@dataclass(frozen=True, slots=True, kw_only=True)
class LearntWord:
    """One pair of words as it was learnt."""

    languages: Languages
    """Direction."""
    source: str
    """Stem of the source language."""
    target: str
    """Stem of the target language."""
    forward: float
    """Probability of the target stem given the source stem."""
    backward: float
    """The other way."""
    used: bool
    """Whether the aligner uses it."""


@dataclass(slots=True)
class _Evidence:
    """Beads to learn from."""

    vouched: list[tuple[str, str]] = field(default_factory=list)
    sure: list[tuple[str, str]] = field(default_factory=list)

    def add(self, beads: Iterable[AlignedBead]) -> None:
        for bead in beads:
            texts = (bead.source.text, bead.target.text)
            if bead.excluded or bead.flagged or not all(text.strip() for text in texts):
                continue
            if bead.state is not BeadState.AUTO:
                self.vouched.append(texts)
            elif bead.confidence >= SURE:
                self.sure.append(texts)

    def chosen(self) -> tuple[list[tuple[str, str]], list[float]]:
        """Return texts and weights, at most ``MOST_BEADS``: of the others an even share."""
        room = max(MOST_BEADS - len(self.vouched), 0)
        rest = self.sure[:: -(-len(self.sure) // room)] if room and self.sure else []
        texts = [*self.vouched[:MOST_BEADS], *rest]
        return texts, [VOUCHED_WEIGHT if k < len(self.vouched) else 1.0 for k in range(len(texts))]


def model_for(workspace: Workspace, languages: Languages) -> LexicalModel | None:
    """Return what was learnt for a direction, or None."""
    learnt = recall(workspace.learnt_path(languages))
    return learnt.model if learnt is not None and learnt.model.languages == languages else None


def learn(workspace: Workspace) -> tuple[Lesson, ...]:
    """Learn from the beads of every direction of the workspace.

    Raises:
        InputError: the manifest is refused.
        WriteError: it could not be written, or another writer is at work.
    """
    with writing(workspace):
        manifest = workspace.manifest()
        return tuple(_learn(workspace, manifest, languages) for languages in _directions(manifest))


def learn_where_it_pays(workspace: Workspace, manifest: Manifest) -> tuple[Lesson, ...]:
    """Learn the directions whose beads have come to be enough, or many more or fewer; the workspace's lock is held.

    Turkish and English are learnt unasked from beads people vouched for only: the package knows most of their words,
    and sure beads alone changed nothing on any developer set.

    Returns:
        Only what has changed.

    Raises:
        WriteError: it could not be written.
    """
    outgrown = [languages for languages in _directions(manifest) if _outgrown(workspace, manifest, languages)]
    lessons = [_learn(workspace, manifest, languages) for languages in outgrown]
    return tuple(lesson for lesson in lessons if lesson.changed)


def learnt_words(workspace: Workspace, word: str) -> tuple[LearntWord, ...]:
    """Return what was learnt for a word of either language, most probable first.

    Raises:
        UsageError: nothing was learnt at all.
    """
    manifest = workspace.manifest()
    found: list[LearntWord] = []
    models = [model for languages in _directions(manifest) if (model := model_for(workspace, languages)) is not None]
    if not models:
        raise UsageError("nothing was learnt yet", hint="Run `tren learn`")
    for model in models:
        used = set(usable_entries(model, model.languages))
        sides = (model.languages.source, model.languages.target)
        asked = [{word, *stems_of(word, language)} for language in sides]
        found += [
            LearntWord(
                languages=model.languages,
                source=entry[0],
                target=entry[1],
                forward=entry[2],
                backward=entry[3],
                used=entry in used,
            )
            for entry in model.entries
            if entry[0] in asked[0] or entry[1] in asked[1]
        ]
    return tuple(sorted(found, key=lambda one: (-one.forward * one.backward, one.source, one.target)))


def _directions(manifest: Manifest) -> list[Languages]:
    return list(dict.fromkeys(pair.languages for pair in manifest.pairs))


def _outgrown(workspace: Workspace, manifest: Manifest, languages: Languages) -> bool:
    """Tell whether there are many more or fewer beads than when a direction was last learnt; parses no bead."""
    worth, learnt = _worth(workspace, manifest, languages), recall(workspace.learnt_path(languages))
    if learnt is None:
        return worth >= LEAST_BEADS
    return worth > GROWTH * learnt.worth or learnt.worth > GROWTH * worth


def _worth(workspace: Workspace, manifest: Manifest, languages: Languages) -> int:
    known = {languages.source, languages.target} == {TURKISH, ENGLISH}
    worth = 0
    for entry in manifest.pairs:
        if entry.languages == languages:
            with suppress(OSError):
                data = workspace.aligned_path(entry.id).read_bytes()
                beads = sum(1 for line in data.split(b"\n") if line.strip())
                vouched = beads - data.count(_AUTO)
                worth += vouched if known else beads + vouched
    return worth


def _evidence(workspace: Workspace, manifest: Manifest, languages: Languages) -> _Evidence:
    evidence = _Evidence()
    for entry in manifest.pairs:
        if entry.languages == languages:
            with suppress(InputError):  # whoever works on that pair is told; the others teach all the same
                pair, _ = stored_pair(workspace, entry.id)
                evidence.add(pair.beads if pair else ())
    return evidence


def _learn(workspace: Workspace, manifest: Manifest, languages: Languages) -> Lesson:
    path, evidence = workspace.learnt_path(languages), _evidence(workspace, manifest, languages)
    vouched, sure = len(evidence.vouched), len(evidence.sure)
    before = recall(path)
    if vouched + sure < LEAST_BEADS:
        if path.exists():
            atomic.remove(path)
        return Lesson(languages=languages, vouched=vouched, sure=sure, changed=before is not None)
    texts, weights = evidence.chosen()
    said = sha256(repr((__version__, texts, weights)).encode("utf-8", "surrogatepass")).hexdigest()
    if before is None or before.evidence != said or before.model.languages != languages:
        model = learn_model(texts, languages, weights)
        worth = _worth(workspace, manifest, languages)
        learnt = Learnt(model=model, evidence=said, worth=worth, vouched=vouched, sure=sure)
        keep(path, learnt)
    else:
        learnt = before
    used = usable_entries(learnt.model, languages)
    return Lesson(
        languages=languages,
        vouched=vouched,
        sure=sure,
        words=len(learnt.model.entries),
        used=len(used),
        changed=learnt is not before,
    )
