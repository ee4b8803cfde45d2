"""Editing ``glossary/FILE.yaml`` one concept at a time: every other byte of the file stays as it is.

An entry is named by its concept id and seen at a revision, the digest of its own lines. Edits go through a journal like
those of pairs: on the disk before "saved" is said, and taken back by undo without limit.
"""

import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from parallel.errors import InputError, StaleError, UsageError
from parallel.store import atomic, backups, strict_yaml, termtext
from parallel.store.aligned import digest_of_bytes
from parallel.store.glossary import PREFERENCES, parse_yaml
from parallel.store.journal import REDO, UNDO, Entry, Journal
from parallel.store.lock import locked
from parallel.store.plain import decode_utf8
from parallel.store.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class TermEntry:
    """A concept's lines in its file."""

    id: str
    """Concept id."""
    text: str
    """Its lines, from ``- id:`` on, without the comments and blank lines behind it."""

    @property
    def revision(self) -> str:
        """Twelve hex digits over its lines."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedTerm:
    """A glossary edit that is on the disk."""

    sequence: int
    """Number of the edit in the file's journal; 0 when there was nothing to change."""
    kind: str
    """``add``, ``save``, ``remove``, ``undo`` or ``redo``."""
    entry: TermEntry | None
    """The entry as it stands now; None when it is gone."""
    repeated: bool = False
    """Whether it was done before, under the same operation id."""


class TermFile:
    """One file of the term base."""

    def __init__(self, workspace: Workspace, name: str) -> None:
        """Name a file of ``glossary/``; it may not exist yet.

        Raises:
            UsageError: not the plain name of a YAML file, or the one of preferences.
        """
        if name == PREFERENCES or "/" in name or name.startswith(".") or not name.endswith(".yaml"):
            raise UsageError(
                "not the name of a file of concepts in glossary/", where=name, hint="Such as treaties.yaml"
            )
        self.workspace = workspace
        self.path = workspace.glossary_path / name
        self.shown = workspace.shown(self.path)
        self._journal = Journal(workspace.term_journal_path(name.removesuffix(".yaml")))

    def entries(self) -> dict[str, TermEntry]:
        """Return all entries by concept id, in file order.

        Raises:
            InputError: the file is not of the form; ``file:line`` is named.
        """
        return {entry.id: entry for entry in blocks(self._text(), self.shown)}

    def save(self, concept: str, text: str | None, base: str | None = None, operation_id: str = "") -> SavedTerm:
        """Put an entry's new lines in place, add it at the end, or with None take it out.

        Args:
            concept: concept id.
            text: YAML of the one entry, ``- id: …``.
            base: its revision as the caller saw it; empty when there was none; None takes it as it stands.
            operation_id: sent again with the same id, it is done once.

        Raises:
            StaleError: the entry is no longer as the caller saw it; both texts are in the error.
            InputError: the lines are no entry of that id, or the file would not be a glossary.
            WriteError: it is not saved, and nothing has changed.
        """
        with locked(self.workspace.hidden_path):
            if (done := self._ready(operation_id)) is not None:
                return self._answer(done, repeated=True)
            standing = self.entries().get(concept)
            if base is not None and base != (standing.revision if standing else ""):
                raise self._stale(concept, base, standing)
            after = self._in_style(text) if text is not None else None
            if after == (standing.text if standing else None):
                return SavedTerm(sequence=0, kind="save", entry=standing)
            kind = "remove" if after is None else "save" if standing else "add"
            lines = ((standing.text,) if standing else (), (after,) if after is not None else ())
            return self._commit(self._entry(kind, concept, operation_id, *lines))

    def undo(self, operation_id: str = "") -> SavedTerm:
        """Take the last edit of this file back.

        Raises:
            UsageError: there is none.
            StaleError: the entry was changed outside the workbench.
            WriteError: it is not saved, and nothing has changed.
        """
        return self._step(UNDO, operation_id)

    def redo(self, operation_id: str = "") -> SavedTerm:
        """Do the last edit again that was taken back; raises as :meth:`undo`."""
        return self._step(REDO, operation_id)

    def _step(self, kind: str, operation_id: str) -> SavedTerm:
        with locked(self.workspace.hidden_path):
            if (done := self._ready(operation_id)) is not None:
                return self._answer(done, repeated=True)
            edit = self._journal.to_undo() if kind == UNDO else self._journal.to_redo()
            if edit is None:
                raise UsageError(f"nothing to {kind} in {self.shown}")
            before, after = (edit.after, edit.before) if kind == UNDO else (edit.before, edit.after)
            return self._commit(self._entry(kind, edit.base[0], operation_id, before, after, of=edit))

    def _entry(  # noqa: PLR0913  (one per field of a record)
        self,
        kind: str,
        concept: str,
        operation: str,
        before: tuple[str, ...],
        after: tuple[str, ...],
        *,
        of: Entry | None = None,
    ) -> Entry:
        return Entry(
            sequence=self._journal.next_sequence,
            operation=operation or uuid.uuid4().hex,
            kind=kind,
            time=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            base=of.base if of else (concept, str(self._offset(concept))),
            before=before,
            after=after,
            of=of.sequence if of else 0,
        )

    def _commit(self, entry: Entry) -> SavedTerm:
        data = self._with(entry)
        if data is None:
            raise self._stale(entry.base[0], "", self.entries().get(entry.base[0]), seen=entry.before)
        parse_yaml(data, self.shown)
        self._journal.append(entry)
        self._fold(entry.sequence, data)
        return self._answer(entry)

    def _fold(self, through: int, data: bytes) -> None:
        backups.keep(self.workspace.root, self.path, every=backups.HOURLY)
        self._journal.folding(through, digest_of_bytes(self._bytes()), digest_of_bytes(data))
        atomic.save(self.path, [data])
        self._journal.folded(through)

    def _ready(self, operation_id: str) -> Entry | None:
        """Finish what a crash cut short; return the edit an operation id has made already. The lock is held."""
        self._journal.mend()
        self._journal.refresh()
        for entry in self._journal.pending(digest_of_bytes(self._bytes())):
            data = self._with(entry)
            if data is not None:
                self._fold(entry.sequence, data)
        return self._journal.done(operation_id)

    def _with(self, entry: Entry) -> bytes | None:
        """Return the file with an edit made; None when it does not stand as the edit found it."""
        concept = entry.base[0]
        standing = self.entries().get(concept)
        if (standing.text if standing else None) != (entry.before[0] if entry.before else None):
            return None
        text = self._text()
        after = entry.after[0] if entry.after else None
        if standing is None:
            at = int(entry.base[1])
            if not 0 < at < len(text) or text[at - 1] != "\n":
                text += _gap(text)
                at = len(text)
            return f"{text[:at]}{after}{text[at:]}".encode()
        start = _place(text, standing, self.shown)
        end, added_at = start + len(standing.text), int(entry.base[1])
        if after is None and not text[added_at:start].strip():
            start = min(start, added_at)  # the lines that set it apart when it was added
        return (text[:start] + (after or "") + text[end:]).encode()

    def _answer(self, entry: Entry, *, repeated: bool = False) -> SavedTerm:
        standing = self.entries().get(entry.base[0])
        return SavedTerm(sequence=entry.sequence, kind=entry.kind, entry=standing, repeated=repeated)

    def _stale(self, concept: str, base: str, standing: TermEntry | None, *, seen: tuple[str, ...] = ()) -> StaleError:
        texts = (text for entry in self._journal.entries for text in (*entry.before, *entry.after))
        known = seen or next(((text,) for text in texts if TermEntry(id=concept, text=text).revision == base), ())
        what = "changed since it was read" if standing else "is gone since it was read"
        now = (standing.text,) if standing else ()
        return StaleError(what, where=concept, hint="Look again and repeat", seen=known, standing=now)

    def _offset(self, concept: str) -> int:
        """Return where an entry starts, so that undo can put it back there; the end where there is none yet."""
        text, standing = self._text(), self.entries().get(concept)
        return _place(text, standing, self.shown) if standing else len(text)

    def _in_style(self, text: str) -> str:
        """Return an entry's lines with the line ends of the file."""
        lines = _trimmed(text.replace("\r\n", "\n"))
        return lines.replace("\n", "\r\n") if "\r\n" in self._text() else lines

    def _bytes(self) -> bytes:
        return self.path.read_bytes() if self.path.exists() else b""

    def _text(self) -> str:
        return decode_utf8(self._bytes(), self.shown)


def with_fields(text: str, fields: Mapping[str, Any]) -> str:
    """Return an entry's lines with fields set (None takes one out); comments, order and quoting stay.

    Args:
        text: YAML of one entry.
        fields: values as lists, mappings and strings.
    """

    def edit(entry: Any) -> None:
        for name, value in fields.items():
            if value is None:
                entry.pop(name, None)
            else:
                entry[name] = value

    return termtext.edited(text, edit)


def blocks(text: str, shown: str) -> list[TermEntry]:
    """Cut a file into entries; comments and blank lines between two belong to neither."""
    data = text.encode("utf-8")
    parse_yaml(data, shown)
    root = strict_yaml.load(data, shown)
    if not isinstance(root, strict_yaml.Sequence):
        return []
    lines = text.split("\n")
    items = [item for item in root if isinstance(item, strict_yaml.Mapping)]
    ends = [*(item.line - 1 for item in items[1:]), len(lines)]
    found = []
    for item, end in zip(items, ends, strict=True):
        if not lines[item.line - 1].startswith("- "):
            hint = "Start each concept with `- id:` at the margin"
            raise InputError("can't be edited in this layout", where=f"{shown}:{item.line}", hint=hint)
        block = _trimmed("\n".join(lines[item.line - 1 : end]))
        found.append(TermEntry(id=str(item["id"]), text=block))
    return found


def _trimmed(text: str) -> str:
    """Take comments and blank lines off the end."""
    lines = text.split("\n")
    while lines and (not lines[-1].strip() or lines[-1].startswith("#")):
        lines.pop()
    return "".join(line + "\n" for line in lines)


def _gap(text: str) -> str:
    """Return what goes between the end of a file and a new entry: the last line ended, and a blank one."""
    newline = "\r\n" if "\r\n" in text else "\n"
    if not text or text.endswith(newline * 2):
        return ""
    return newline if text.endswith("\n") else newline * 2


def _place(text: str, entry: TermEntry, shown: str) -> int:
    start = 0 if text.startswith(entry.text) else text.find("\n" + entry.text) + 1
    if not text.startswith(entry.text, start):
        raise InputError("an entry can't be found again", where=shown, hint="End the file with a line feed")
    return start
