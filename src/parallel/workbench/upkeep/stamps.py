"""What was built from what, so that ``build`` does only what is stale."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from parallel import __version__
from parallel.store import atomic
from parallel.store.manifest import DocumentEntry, Manifest, PairEntry
from parallel.store.overlay import overlay_path
from parallel.store.workspace import Workspace

_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryRow:
    """One line of the build's summary."""

    document: str
    """Document id."""
    sentences: int
    """Sentences of the running text."""
    beads: int | None
    """Beads of its pairs; None when it has none."""
    low_confidence: int
    """Beads below the workspace's threshold that nobody has vouched for."""
    concepts: int
    """Different concepts of the term base found in it."""
    findings: int
    """Errors and warnings of the checks."""
    units: int
    """Exported translation units."""
    notes: tuple[str, ...] = ()
    """What a person should know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """One document as last built."""

    inputs: str
    """Digest of everything the result depends on."""
    outputs: Mapping[str, str]
    """Files written, relative to the workspace, with their digests."""
    row: SummaryRow
    """Its line of the summary."""


@dataclass(slots=True)
class Stamps:
    """The stamps of a workspace; lost or damaged ones only cost a rebuild."""

    workspace: Workspace
    """Whose."""
    by_document: dict[str, Stamp] = field(default_factory=dict)
    """Stamps by document id."""

    @property
    def path(self) -> Path:
        """``.tren/cache/build.json``."""
        return self.workspace.hidden_path / "cache" / "build.json"

    def load(self) -> "Stamps":
        """Read what is there; anything unreadable counts as not built."""
        try:
            stored: dict[str, Any] = json.loads(self.path.read_bytes())
            self.by_document = {name: _stamp(value) for name, value in stored.items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            self.by_document = {}
        return self

    def save(self) -> None:
        """Write the stamps.

        Raises:
            WriteError: they can't be written.
        """
        data = {name: asdict(stamp) for name, stamp in sorted(self.by_document.items())}
        atomic.save(self.path, [json.dumps(data, ensure_ascii=False, indent=1).encode()])

    def is_fresh(self, document: str, inputs: str) -> bool:
        """Tell whether a document was built from these inputs and its outputs are still as they were written."""
        stamp = self.by_document.get(document)
        if stamp is None or stamp.inputs != inputs:
            return False
        return all(file_digest(self.workspace.root / name) == digest for name, digest in stamp.outputs.items())


def input_digest(workspace: Workspace, manifest: Manifest, entry: DocumentEntry, shared: str) -> str:
    """Return the digest of all a document's results depend on.

    Args:
        workspace: where it stands.
        manifest: entries and settings.
        entry: the document.
        shared: digest of what all documents depend on, from :func:`shared_digest`.
    """
    pairs = pairs_of(manifest, entry)
    files = [workspace.document_path(entry), overlay_path(workspace, entry.id)]
    for pair in pairs:
        files += [workspace.document_path(other) for other in manifest.documents if other.id == pair.target]
        files.append(overlay_path(workspace, pair.target))
        files += [workspace.aligned_path(pair.id), workspace.learnt_path(pair.languages)]
    parts = [shared, repr(entry), repr(pairs), repr(manifest.settings), *(file_digest(path) for path in files)]
    return sha256("\n".join(parts).encode()).hexdigest()


def shared_digest(glossary: Path, asked: Sequence[Path]) -> str:
    """Return the digest of the program, the term base and what else is asked for: renderings, checks let pass."""
    files = [*sorted(glossary.glob("*.yaml")), *asked]
    return sha256("\n".join([_program_digest(), *map(file_digest, files)]).encode()).hexdigest()


def pairs_of(manifest: Manifest, entry: DocumentEntry) -> tuple[PairEntry, ...]:
    """Return the pairs whose source a document is."""
    return tuple(pair for pair in manifest.pairs if pair.source == entry.id)


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file in hex, empty when it can't be read."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _program_digest() -> str:
    """Name the installed program by version, and by size and time of its files: edits to a checkout count too."""
    return sha256("\n".join([__version__, *_file_marks(_PACKAGE.rglob("*"))]).encode()).hexdigest()


def _file_marks(files: Iterable[Path]) -> list[str]:
    wanted = (path for path in files if path.suffix != ".pyc" and path.is_file())
    return sorted(f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in wanted)


def _stamp(value: dict[str, Any]) -> Stamp:
    row = SummaryRow(**{**value["row"], "notes": tuple(value["row"]["notes"])})
    return Stamp(inputs=str(value["inputs"]), outputs=dict(value["outputs"]), row=row)
