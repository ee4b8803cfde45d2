"""``seeds/overlays/ID.yaml``: repairs of a document that a person has accepted."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from parallel.errors import InputError
from parallel.model.document import DocId, Repair
from parallel.store import strict_yaml
from parallel.store.fields import Fields
from parallel.store.workspace import Workspace

FORMAT = 1
"""Form of overlay files this version reads and writes."""
_HEAD = """\
# Accepted repairs of {document}: words the scanner damaged, and what they are read as. The document itself is never
# changed. Take a line out to take its repair back.
format: {format}
repairs:
"""


def overlay_path(workspace: Workspace, document: DocId) -> Path:
    """Return the path of a document's overlay."""
    return workspace.root / "seeds" / "overlays" / f"{document}.yaml"


def load_repairs(workspace: Workspace, document: DocId) -> tuple[Repair, ...]:
    """Read a document's repairs, in the order of its text; none where there is no overlay.

    Raises:
        InputError: it is not of the form; ``file:line`` is named.
    """
    path = overlay_path(workspace, document)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise InputError(f"can't be read ({error.strerror})", where=workspace.shown(path)) from error
    return parse_repairs(data, workspace.shown(path))


def parse_repairs(data: bytes, where: str) -> tuple[Repair, ...]:
    """Read the bytes of an overlay.

    Raises:
        InputError: not of the form.
    """
    root = strict_yaml.load(data, where)
    if root is None:
        return ()
    top = Fields.of(root, where, "an overlay")
    text = top.text("format", str(FORMAT))
    if not text.isdecimal() or int(text) > FORMAT:
        hint = "Install a newer version"
        raise InputError(f"overlay format {text} needs a newer tren", where=top.where("format"), hint=hint)
    found = [_repair(Fields.of(item, where, "a repair")) for item in top.items("repairs")]
    return tuple(sorted(found, key=lambda repair: repair.at))


def render_repairs(document: DocId, repairs: Iterable[Repair]) -> Iterator[str]:
    """Yield an overlay's text: a repair a line, in the order of the document, so that git merges it."""
    yield _HEAD.format(document=document, format=FORMAT)
    for repair in sorted(repairs, key=lambda repair: repair.at):
        printed, meant = (json.dumps(text, ensure_ascii=False) for text in (repair.printed, repair.meant))
        yield f"  - {{line: {repair.line}, at: {repair.at}, printed: {printed}, meant: {meant}}}\n"


def _repair(fields: Fields) -> Repair:
    numbers = {}
    for name in ("line", "at"):
        text = fields.text(name)
        if not text.isdecimal():
            raise InputError(f"{name} must be a number, not {text!r}", where=fields.where(name))
        numbers[name] = int(text)
    printed, meant = fields.text("printed"), fields.text("meant")
    if not printed.strip() or not meant.strip():
        raise InputError("a repair needs both words", where=fields.where("printed"), hint="Fill in printed and meant")
    return Repair(line=numbers["line"], at=numbers["at"], printed=printed, meant=meant)
