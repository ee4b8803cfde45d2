"""A workspace is a folder that holds ``seeds/manifest.yaml``."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from parallel.errors import InputError, UsageError, WriteError
from parallel.model.bitext import Languages
from parallel.model.document import DocId
from parallel.store import atomic, backups
from parallel.store.manifest import DocumentEntry, Manifest, PairEntry, parse_manifest

EMPTY_MANIFEST = """\
# Documents of this workspace; `tren add FILE` writes here, and so may you.
format: 1
documents: []
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """Where things are; nothing is read before it is asked for."""

    root: Path
    """The folder."""

    @property
    def manifest_path(self) -> Path:
        """``seeds/manifest.yaml``."""
        return self.root / "seeds" / "manifest.yaml"

    @property
    def glossary_path(self) -> Path:
        """``glossary/``."""
        return self.root / "glossary"

    @property
    def hidden_path(self) -> Path:
        """``.tren/``: lock, journal, backups, cache."""
        return self.root / ".tren"

    @property
    def exports_path(self) -> Path:
        """``exports/``."""
        return self.root / "exports"

    @property
    def scores_path(self) -> Path:
        """``aligned/scores.jsonl``."""
        return self.root / "aligned" / "scores.jsonl"

    def aligned_path(self, pair: str) -> Path:
        """``aligned/PAIR.jsonl``."""
        return self.root / "aligned" / f"{pair}.jsonl"

    def held_path(self, pair: str) -> Path:
        """``aligned/PAIR.held.jsonl``."""
        return self.root / "aligned" / f"{pair}.held.jsonl"

    def journal_path(self, pair: str) -> Path:
        """``.tren/journal/PAIR.jsonl``."""
        return self.hidden_path / "journal" / f"{pair}.jsonl"

    def term_journal_path(self, file: str) -> Path:
        """``.tren/journal/glossary/FILE.jsonl``."""
        return self.hidden_path / "journal" / "glossary" / f"{file}.jsonl"

    def learnt_path(self, languages: Languages) -> Path:
        """``.tren/cache/learnt/tr-en.json``."""
        name = "".join(char if char.isalnum() else "-" for char in str(languages))[:40]
        return self.hidden_path / "cache" / "learnt" / f"{name}.json"

    def document_path(self, entry: DocumentEntry) -> Path:
        """Path of a document's raw file."""
        return self.root / "seeds" / entry.file

    def shown(self, path: Path) -> str:
        """Return a path as a person in the workspace would name it."""
        return str(path.relative_to(self.root)) if path.is_relative_to(self.root) else str(path)

    def manifest_bytes(self) -> bytes:
        """Return the manifest as it stands on disk.

        Raises:
            InputError: it can't be read.
        """
        try:
            return self.manifest_path.read_bytes()
        except OSError as error:
            where, copies = self.shown(self.manifest_path), backups.backups_of(self.root, self.manifest_path)
            newest = f" (newest backup: {self.shown(copies[-1].path)})" if copies else ""
            hint = f"Restore it from git, or run `tren restore {where}`{newest}"
            raise InputError(f"can't be read ({error.strerror})", where=where, hint=hint) from error

    def manifest(self) -> Manifest:
        """Read the manifest.

        Raises:
            InputError: it is not of the form.
        """
        return parse_manifest(self.manifest_bytes(), self.shown(self.manifest_path))


def find_workspace(start: Path) -> Workspace | None:
    """Return the workspace that holds ``start``, walking up, or None."""
    for folder in (start.resolve(), *start.resolve().parents):
        workspace = Workspace(root=folder)
        if workspace.manifest_path.is_file() or backups.backups_of(folder, workspace.manifest_path):
            return workspace
    return None


def require_workspace(start: Path) -> Workspace:
    """Return the workspace that holds ``start``.

    Raises:
        UsageError: there is none.
    """
    found = find_workspace(start)
    if found is None:
        hint = "Run `tren init` here, or name the folder with -C"
        raise UsageError("no workspace here or above (no seeds/manifest.yaml)", where=str(start), hint=hint)
    return found


def create_workspace(root: Path) -> Workspace:
    """Make a folder a workspace.

    Raises:
        UsageError: it is one already.
        WriteError: it can't be written.
    """
    workspace = Workspace(root=root)
    if workspace.manifest_path.exists():
        raise UsageError("is a workspace already", where=str(root), hint="Add documents with `tren add FILE`")
    if backups.backups_of(root, workspace.manifest_path) or any((root / "aligned").glob("*.jsonl")):
        where = str(workspace.manifest_path)
        raise InputError("is missing from a workspace people worked in", where=where, hint="Restore it: `tren restore`")
    for folder in (root / "seeds", workspace.glossary_path, root / "aligned"):
        atomic.make_folder(folder)
    ignored = root / ".gitignore"
    if not ignored.exists():
        atomic.save(ignored, [b"exports/\n.tren/\n"])
    atomic.save(workspace.manifest_path, [EMPTY_MANIFEST.encode()])
    return workspace


def save_manifest(workspace: Workspace, data: bytes) -> None:
    """Write the manifest; what it says before and after is kept in backups.

    Raises:
        InputError: nobody could read it again, so it was not written.
        WriteError: it could not be written.
    """
    parse_manifest(data, workspace.shown(workspace.manifest_path))
    backups.keep(workspace.root, workspace.manifest_path)
    atomic.save(workspace.manifest_path, [data])
    with suppress(WriteError):  # the manifest itself is saved; its second copy may wait
        backups.keep(workspace.root, workspace.manifest_path)


def document_entry(manifest: Manifest, document: str) -> DocumentEntry:
    """Return a document of the manifest.

    Raises:
        UsageError: there is none of that id.
    """
    for entry in manifest.documents:
        if entry.id == DocId(document):
            return entry
    known = ", ".join(entry.id for entry in manifest.documents) or "none yet"
    raise UsageError(f"no document {document!r} in the workspace", hint=f"Known ids: {known}")


def pair_entry(manifest: Manifest, pair: str) -> PairEntry:
    """Return a pair of the manifest.

    Raises:
        UsageError: there is none of that id.
    """
    for entry in manifest.pairs:
        if entry.id == pair:
            return entry
    known = ", ".join(entry.id for entry in manifest.pairs) or "none yet; run `tren build`"
    raise UsageError(f"no pair {pair!r} in the workspace", hint=f"Known ids: {known}")
