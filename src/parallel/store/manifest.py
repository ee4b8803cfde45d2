"""``seeds/manifest.yaml``: which documents and pairs a workspace has, and its settings."""

import io
import re
from dataclasses import dataclass
from pathlib import Path

from parallel.errors import InputError
from parallel.model.bitext import Languages, PairId
from parallel.model.document import TURKISH, DocId, Language
from parallel.store import strict_yaml
from parallel.store.fields import Fields

FORMAT = 1
"""Workspace format this version reads and writes."""
LINES = "lines"
"""Recipe of a document whose lines are sentences."""
ID_HINT = "Use letters, digits, - and _"
"""What to tell whoever chose another id for a document."""
_PAIR_ID = re.compile(r"[^\W.][\w.~-]{0,199}")
"""Pair ids name files in ``aligned/``: no path, no hidden name."""
THRESHOLDS = {"low-confidence": 0.6}
"""Settings a manifest may change, with their defaults: beads below ``low-confidence`` are counted as doubtful."""


_TEXTS = ("title", "author", "journal", "year", "source", "rights", "client", "encoding")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEntry:
    """A document of the workspace."""

    id: DocId
    """Short and stable."""
    file: str
    """Name inside ``seeds/``."""
    language: Language
    """Main language."""
    title: str = ""
    """As the text itself says."""
    author: str = ""
    """As the text itself says."""
    journal: str = ""
    """Where it was published."""
    year: str = ""
    """Of publication."""
    source: str = ""
    """Where the file came from."""
    rights: str = ""
    """Whose text it is and what may be done with it."""
    client: str = ""
    """For whom it is translated."""
    encoding: str = ""
    """Codec, where it is not UTF-8 or marked UTF-16."""
    recipe: str = ""
    """How to take it in: ``lines`` where each line is one sentence; cleaned and cut otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairEntry:
    """Two texts that translate each other."""

    id: PairId
    """``001.abstract`` or ``000~000-en``."""
    source: DocId
    """Document of the source side."""
    target: DocId
    """Document of the target side; the same one for an abstract."""
    languages: Languages
    """Direction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The whole manifest."""

    documents: tuple[DocumentEntry, ...]
    """In file order."""
    pairs: tuple[PairEntry, ...] = ()
    """In file order; found ones are added by ``build``."""
    settings: tuple[tuple[str, float], ...] = ()
    """Thresholds that differ from the defaults."""

    def setting(self, name: str) -> float:
        """Return a threshold: the manifest's, else the default."""
        return dict(self.settings).get(name, THRESHOLDS[name])


def is_document_id(text: str) -> bool:
    """Tell whether a text may be the id of a document: it names files."""
    return text.replace("-", "").replace("_", "").isalnum() and not text.startswith("-")


def parse_manifest(data: bytes, where: str) -> Manifest:
    """Read a manifest.

    Args:
        data: bytes of the file.
        where: file name for messages.

    Raises:
        InputError: not of the form; ``file:line`` and the mend are named.
    """
    root = strict_yaml.load(data, where)
    if root is None:
        return Manifest(documents=())
    top = Fields.of(root, where, "a manifest")
    _check_format(top)
    documents = tuple(_document(Fields.of(item, where, "a document")) for item in top.items("documents"))
    lines = [Fields.of(item, where, "a document").where("id") for item in top.items("documents")]
    _refuse_repeats([entry.id for entry in documents], lines, "document")
    known = {entry.id: entry for entry in documents}
    pairs = tuple(_pair(Fields.of(item, where, "a pair"), known) for item in top.items("pairs"))
    lines = [Fields.of(item, where, "a pair").where("id") for item in top.items("pairs")]
    _refuse_repeats([entry.id for entry in pairs], lines, "pair")
    return Manifest(documents=documents, pairs=pairs, settings=_settings(top))


def render_with_pairs(data: bytes, pairs: tuple[PairEntry, ...]) -> bytes:
    """Return the manifest's bytes with ``pairs`` added; comments, order and unknown fields stay.

    Args:
        data: the manifest as it stands.
        pairs: entries to append; ids already present are left alone.
    """
    yaml, tree = _round_trip(data)
    listed = tree.setdefault("pairs", [])
    present = {str(pair["id"]) for pair in listed}
    for pair in pairs:
        if pair.id not in present:
            listed.append(
                {
                    "id": str(pair.id),
                    "source": str(pair.source),
                    "target": str(pair.target),
                    "languages": str(pair.languages),
                }
            )
    return _dumped(yaml, tree)


def render_with_setting(data: bytes, name: str, value: float) -> bytes:
    """Return the manifest's bytes with a threshold set; everything else stays as it is.

    Args:
        data: the manifest as it stands.
        name: one of :data:`THRESHOLDS`.
        value: what it shall be.
    """
    yaml, tree = _round_trip(data)
    if tree.get("settings") is None:
        tree["settings"] = {}
    tree["settings"][name] = value
    return _dumped(yaml, tree)


def render_with_document(data: bytes, entry: DocumentEntry) -> bytes:
    """Return the manifest's bytes with one more document; everything else stays as it is."""
    yaml, tree = _round_trip(data)
    fields = ("id", "file", "language", "title", "author", "journal", "year", "source", "rights", "encoding", "recipe")
    written = {name: str(getattr(entry, name)) for name in fields if getattr(entry, name)}
    documents = tree.get("documents")
    if documents is None:
        documents = tree["documents"] = []
    documents.append(written)
    return _dumped(yaml, tree)


def _round_trip(data: bytes):  # type: ignore[no-untyped-def]  # noqa: ANN202  (ruamel.yaml's tree is untyped)
    from ruamel.yaml import YAML  # noqa: PLC0415  (slow to import, needed only to write)

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 120
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml, yaml.load(data.decode("utf-8-sig")) or {"format": FORMAT, "documents": []}


def _dumped(yaml, tree) -> bytes:  # type: ignore[no-untyped-def]  # noqa: ANN001
    stream = io.StringIO()
    yaml.dump(tree, stream)
    return stream.getvalue().encode("utf-8")


def _check_format(top: Fields) -> None:
    text = top.text("format", str(FORMAT))
    if not text.isdecimal():
        raise InputError(f"format must be a number, not {text!r}", where=top.where("format"))
    if int(text) > FORMAT:
        hint = "Install a newer version"
        raise InputError(
            f"workspace format {text} needs a newer tren (this one knows {FORMAT})",
            where=top.where("format"),
            hint=hint,
        )


def _document(fields: Fields) -> DocumentEntry:
    name = fields.text("file")
    if Path(name).name != name or name.startswith("."):
        raise InputError(f"file {name!r} must be a plain name inside seeds/", where=fields.where("file"))
    document_id = fields.text("id")
    if not is_document_id(document_id):
        what = f"id {document_id!r} can't be used in file names"
        raise InputError(what, where=fields.where("id"), hint=ID_HINT)
    return DocumentEntry(
        id=DocId(document_id),
        file=name,
        language=Language(fields.text("language", str(TURKISH))),
        recipe=_recipe(fields),
        **{key: fields.text(key, "") for key in _TEXTS},
    )


def _recipe(fields: Fields) -> str:
    recipe = fields.text("recipe", "")
    if recipe not in {"", LINES}:
        hint = f"Write {LINES}, or leave it out"
        raise InputError(f"unknown recipe {recipe!r}", where=fields.where("recipe"), hint=hint)
    return recipe


def _pair(fields: Fields, known: dict[DocId, DocumentEntry]) -> PairEntry:
    sides = {}
    for side in ("source", "target"):
        sides[side] = DocId(fields.text(side))
        if sides[side] not in known:
            hint = "Add it under documents, or mend the id"
            raise InputError(f"pair names unknown document {sides[side]!r}", where=fields.where(side), hint=hint)
    source, _, target = fields.text("languages", "tr-en").partition("-")
    if not source or not target:
        raise InputError("languages must look like tr-en", where=fields.where("languages"))
    languages = Languages(Language(source), Language(target))
    pair_id = fields.text("id")
    if not _PAIR_ID.fullmatch(pair_id) or pair_id == "scores" or pair_id.endswith(".held"):
        hint = "Use letters, digits, . - _ ~"
        raise InputError(f"pair id {pair_id!r} can't be used in file names", where=fields.where("id"), hint=hint)
    return PairEntry(id=PairId(pair_id), source=sides["source"], target=sides["target"], languages=languages)


def _refuse_repeats(ids: list[DocId] | list[PairId], lines: list[str], what: str) -> None:
    first: dict[str, str] = {}
    for entry_id, where in zip(ids, lines, strict=True):
        if entry_id in first:
            raise InputError(
                f"{what} {entry_id!r} stands twice (first at {first[entry_id]})", where=where, hint="Rename one"
            )
        first[entry_id] = where


def _settings(top: Fields) -> tuple[tuple[str, float], ...]:
    if top.mapping.get("settings") is None:
        return ()
    fields = Fields.of(top.mapping["settings"], top.file, "settings")
    found = []
    for name in fields.mapping:
        if name not in THRESHOLDS:
            hint = f"Known settings: {', '.join(sorted(THRESHOLDS))}"
            raise InputError(f"unknown setting {name!r}", where=fields.where(name), hint=hint)
        try:
            found.append((name, float(fields.text(name))))
        except ValueError:
            raise InputError(f"setting {name!r} must be a number", where=fields.where(name)) from None
    return tuple(found)
