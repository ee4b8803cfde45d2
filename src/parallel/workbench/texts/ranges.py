"""Ranges of a document that a person takes into its running text or out of it, against what the cleaner found.

They are kept in the document's overlay and applied whenever it is cleaned; the raw text is never changed.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from parallel.clean.rulings import fit_rulings, ruling_of
from parallel.errors import UsageError
from parallel.model.document import CleanDocument, DocId, RawDocument, Role, Ruling, RulingKind
from parallel.model.span import Span
from parallel.store import atomic
from parallel.store.lock import locked
from parallel.store.overlay import Overlay, load_overlay, overlay_path, render_overlay
from parallel.store.workspace import Workspace, document_entry
from parallel.workbench.texts.documents import raw_of_entry, read_raw

_Result = TypeVar("_Result")
_PART = re.compile(r"(?P<sign>@?)(?P<first>\d{1,9})(?:-(?P<last>\d{1,9}))?")
LEFT_ALONE = frozenset({"characters", "line-ends"})
"""Steps whose drops no restoring brings back: signs without a shape, and the hyphens of broken words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A ruling of a document's overlay and whether it still fits."""

    ruling: Ruling
    """As kept; where it fits, at the place where its text stands now."""
    fits: bool
    """Whether it is applied."""


def decided_ranges(workspace: Workspace, document: str) -> tuple[Decided, ...]:
    """Return the rulings on a document, in the order of its text.

    Raises:
        UsageError: an unknown document.
        InputError: its file or its overlay is refused.
    """
    fitting, unfit = fit_rulings(raw_of_entry(workspace, document_entry(workspace.manifest(), document)))
    found = [Decided(ruling=ruling, fits=True) for ruling in fitting]
    found += [Decided(ruling=ruling, fits=False) for ruling in unfit]
    return tuple(sorted(found, key=lambda decided: decided.ruling.span))


def restore_range(workspace: Workspace, document: str, span: Span, reason: str = "") -> Ruling:
    """Take a stretch the cleaner dropped, or took for a note, into the running text.

    Where a person had excluded just that stretch, and the cleaner keeps it, the exclusion is taken back, that is all.

    Args:
        workspace: where it stands.
        document: its id.
        span: raw place; white space at its ends does not count.
        reason: why, for those who come later.

    Returns:
        What is kept.

    Raises:
        UsageError: an unknown document, nothing stands there, nothing there was dropped, or another range overlaps it.
        InputError: the document or its overlay is refused.
        WriteError: the overlay could not be written, or another writer is at work.
    """
    return _rule(workspace, document, _Wish(RulingKind.RESTORE, span, reason))


def exclude_range(workspace: Workspace, document: str, span: Span, reason: str = "") -> Ruling:
    """Take a stretch the cleaner kept out of the document; arguments and errors as in :func:`restore_range`."""
    return _rule(workspace, document, _Wish(RulingKind.EXCLUDE, span, reason))


def undo_ranges(workspace: Workspace, document: str, spans: Iterable[Span]) -> tuple[Ruling, ...]:
    """Take back every ruling, fitting or not, that touches one of some stretches; return those taken back.

    Raises:
        UsageError: an unknown document, or no ruling touches a stretch.
        InputError: the document or its overlay is refused.
        WriteError: the overlay could not be written, or another writer is at work.
    """
    wanted = tuple(spans)

    def without(raw: RawDocument, overlay: Overlay) -> tuple[Overlay, tuple[Ruling, ...]]:
        taken = []
        for span in wanted:
            touched = [ruling for ruling in overlay.rulings if _now(raw, ruling).overlaps(span)]
            if not touched:
                raise UsageError("nothing was restored or excluded there", where=_shown(raw, span))
            taken += touched
        rest = tuple(ruling for ruling in overlay.rulings if ruling not in taken)
        return replace(overlay, rulings=rest), tuple(ruling for ruling in overlay.rulings if ruling in taken)

    return _changed(workspace, document, without)


def spans_of_lines(raw: RawDocument, text: str) -> tuple[Span, ...]:
    """Read what a user named: lines from 1 (``12``, ``12-15``) or raw offsets (``@410-432``), separated by commas.

    Raises:
        UsageError: of another form, or beyond the end of the text.
    """
    starts = [0, *(found.end() for found in re.finditer("\n", raw.text)), len(raw.text) + 1]
    spans = []
    for part in text.split(","):
        match = _PART.fullmatch(part.strip())
        hint = "Write 12, 12-15, 12-15,20 or raw offsets as @410-432"
        if match is None:
            raise UsageError(f"no lines {part.strip()!r}", hint=hint)
        first, last = int(match["first"]), int(match["last"] or match["first"])
        if match["sign"]:
            last += match["last"] is None
        elif 0 < first <= last < len(starts):
            first, last = starts[first - 1], min(starts[last] - 1, len(raw.text))
        else:
            raise UsageError(f"{raw.name} has lines 1 to {len(starts) - 1}, not {part.strip()}", hint=hint)
        if not first < last <= len(raw.text):
            raise UsageError(f"nothing stands at {part.strip()} in {raw.name}", hint=hint)
        spans.append(Span(first, last))
    return tuple(spans)


@dataclass(frozen=True, slots=True)
class _Wish:
    kind: RulingKind
    span: Span
    reason: str


def _rule(workspace: Workspace, document: str, wish: _Wish) -> Ruling:
    def ruled(raw: RawDocument, overlay: Overlay) -> tuple[Overlay, Ruling]:
        if not wish.span.of(raw.text).strip():
            raise UsageError("nothing stands there", where=_shown(raw, wish.span))
        ruling = ruling_of(raw, wish.kind, wish.span, wish.reason.strip())
        rest = tuple(other for other in overlay.rulings if _now(raw, other) != ruling.span)
        for other in rest:
            if _now(raw, other).overlaps(ruling.span):
                hint = f"Take that back first: tren clean {document} --undo {other.first_line}-{other.last_line}"
                what = f"lines {other.first_line}-{other.last_line} are ruled on already ({other.kind})"
                raise UsageError(what, where=_shown(raw, ruling.span), hint=hint)
        if not _is_idle(read_raw(replace(raw, rulings=rest)).clean, ruling):
            rest = (*rest, ruling)
        elif len(rest) == len(overlay.rulings):
            state = "dropped, nor a note" if wish.kind is RulingKind.RESTORE else "kept"
            raise UsageError(f"nothing there is {state}", where=_shown(raw, ruling.span))
        return replace(overlay, rulings=rest), ruling

    return _changed(workspace, document, ruled)


def _changed(
    workspace: Workspace, document: str, change: Callable[[RawDocument, Overlay], tuple[Overlay, _Result]]
) -> _Result:
    """Change a document's overlay under the workspace's lock."""
    with locked(workspace.hidden_path):
        entry = document_entry(workspace.manifest(), document)
        raw = raw_of_entry(workspace, entry)
        overlay, result = change(raw, load_overlay(workspace, entry.id))
        data = "".join(render_overlay(DocId(entry.id), overlay)).encode()
        atomic.save_if_changed(overlay_path(workspace, entry.id), data)
    return result


def _now(raw: RawDocument, ruling: Ruling) -> Span:
    """Return where a ruling's text stands now; where it was, if it doesn't."""
    fitting, _ = fit_rulings(replace(raw, rulings=(ruling,)))
    return fitting[0].span if fitting else ruling.span


def _is_idle(clean: CleanDocument, ruling: Ruling) -> bool:
    """Tell whether a ruling would change nothing."""
    pieces = [
        piece.raw
        for passage in clean.passages
        if ruling.kind is RulingKind.EXCLUDE or passage.role is Role.NOTE
        for piece in passage.spans.pieces
    ]
    if ruling.kind is RulingKind.RESTORE:
        pieces += [drop.span for drop in clean.drops if drop.step not in LEFT_ALONE]
    text = clean.raw.text
    return not any(ruling.span.overlaps(piece) and _common(piece, ruling.span).of(text).strip() for piece in pieces)


def _common(one: Span, two: Span) -> Span:
    return Span(max(one.start, two.start), min(one.end, two.end))


def _shown(raw: RawDocument, span: Span) -> str:
    return f"{raw.name}:{raw.text.count(chr(10), 0, span.start) + 1}"
