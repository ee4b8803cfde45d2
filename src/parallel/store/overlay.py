"""``seeds/overlays/ID.yaml``: what a person decided about a document: words repaired, ranges restored, excluded."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from parallel.errors import InputError
from parallel.model.document import DocId, Repair, Ruling, RulingKind
from parallel.model.span import Span
from parallel.store import strict_yaml
from parallel.store.fields import Fields
from parallel.store.workspace import Workspace

FORMAT = 2
"""Form of overlay files this version reads and writes; the first had no ranges."""
_HEAD = """\
# What was decided about {document}: words the scanner damaged and what they are read as, ranges taken into the running
# text or out of it. The document itself is never changed. Take a line out to take its decision back.
format: {format}
"""
_DIGEST = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """What a person has decided about one document."""

    repairs: tuple[Repair, ...] = ()
    """Words, in the order of the text."""
    rulings: tuple[Ruling, ...] = ()
    """Ranges, in the order of the text."""


def overlay_path(workspace: Workspace, document: DocId) -> Path:
    """Return the path of a document's overlay."""
    return workspace.root / "seeds" / "overlays" / f"{document}.yaml"


def load_overlay(workspace: Workspace, document: DocId) -> Overlay:
    """Read what was decided about a document; nothing where there is no overlay.

    Raises:
        InputError: it is not of the form; ``file:line`` is named.
    """
    path = overlay_path(workspace, document)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Overlay()
    except OSError as error:
        raise InputError(f"can't be read ({error.strerror})", where=workspace.shown(path)) from error
    return parse_overlay(data, workspace.shown(path))


def parse_overlay(data: bytes, where: str) -> Overlay:
    """Read the bytes of an overlay.

    Raises:
        InputError: not of the form.
    """
    root = strict_yaml.load(data, where)
    if root is None:
        return Overlay()
    top = Fields.of(root, where, "an overlay")
    text = top.text("format", str(FORMAT))
    if not text.isdecimal() or int(text) > FORMAT:
        hint = "Install a newer version"
        raise InputError(f"overlay format {text} needs a newer tren", where=top.where("format"), hint=hint)
    repairs = [_repair(Fields.of(item, where, "a repair")) for item in top.items("repairs")]
    rulings = [_ruling(Fields.of(item, where, "a range")) for item in top.items("ranges")]
    return Overlay(
        repairs=tuple(sorted(repairs, key=lambda repair: repair.at)),
        rulings=tuple(sorted(rulings, key=lambda ruling: ruling.span)),
    )


def render_overlay(document: DocId, overlay: Overlay) -> Iterator[str]:
    """Yield an overlay's text: a decision a line, in the order of the document, so that git merges it."""
    yield _HEAD.format(document=document, format=FORMAT)
    if overlay.repairs:
        yield "repairs:\n"
    for repair in sorted(overlay.repairs, key=lambda repair: repair.at):
        words = f"printed: {_quoted(repair.printed)}, meant: {_quoted(repair.meant)}"
        yield f"  - {{line: {repair.line}, at: {repair.at}, {words}}}\n"
    if overlay.rulings:
        yield "ranges:\n"
    for ruling in sorted(overlay.rulings, key=lambda ruling: ruling.span):
        lines = f"line: {ruling.first_line}, last: {ruling.last_line}"
        place = f"{lines}, at: {ruling.span.start}, end: {ruling.span.end}, digest: {_quoted(ruling.digest)}"
        reason = f", reason: {_quoted(ruling.reason)}" if ruling.reason else ""
        yield f"  - {{do: {ruling.kind}, {place}{reason}}}\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _repair(fields: Fields) -> Repair:
    line, at = _number(fields, "line"), _number(fields, "at")
    printed, meant = fields.text("printed"), fields.text("meant")
    if not printed.strip() or not meant.strip():
        raise InputError("a repair needs both words", where=fields.where("printed"), hint="Fill in printed and meant")
    return Repair(line=line, at=at, printed=printed, meant=meant)


def _ruling(fields: Fields) -> Ruling:
    kind, digest = fields.text("do"), fields.text("digest")
    if kind not in set(RulingKind):
        raise InputError(f"do must be restore or exclude, not {kind!r}", where=fields.where("do"))
    if not _DIGEST.fullmatch(digest):
        raise InputError("digest must be sixteen hex digits", where=fields.where("digest"))
    line, last, at, end = (_number(fields, name) for name in ("line", "last", "at", "end"))
    if last < line or end <= at:
        raise InputError("a range must end behind its beginning", where=fields.where("at"))
    reason = fields.text("reason", "")
    return Ruling(
        kind=RulingKind(kind), first_line=line, last_line=last, span=Span(at, end), digest=digest, reason=reason
    )


def _number(fields: Fields, name: str) -> int:
    text = fields.text(name)
    if not (text.isascii() and text.isdecimal()):
        raise InputError(f"{name} must be a number, not {text!r}", where=fields.where(name))
    return int(text)
