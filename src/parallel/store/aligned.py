"""``aligned/PAIR.jsonl``: the truth about a pair, written so that git merges it bead by bead.

One JSON object per bead with a blank line between beads. Fields this version does not know are kept. Every bead
carries a digest of what a person vouches for; when it does not fit, somebody edited the file by hand.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from parallel.errors import InputError
from parallel.model.bitext import AlignedBead, AlignedPair, BeadId, BeadState, Evidence, Languages, PairId, Side, Waiver
from parallel.model.document import Language, Place, SegmentId
from parallel.model.span import Span
from parallel.store import atomic
from parallel.store.plain import decode_utf8

_KNOWN = (
    "id",
    "pair",
    "languages",
    "state",
    "version",
    "confidence",
    "source",
    "target",
    "evidence",
    "flagged",
    "excluded",
    "note",
    "waivers",
    "digest",
)
_CONFLICT = ("<<<<<<< ", "||||||| ", ">>>>>>> ")


def digest_of(bead: AlignedBead) -> str:
    """Return twelve hex digits of the SHA-256 of the bead's identity, state and texts."""
    said = [bead.id, bead.state, bead.version, bead.flagged, bead.excluded, bead.note]
    for side in (bead.source, bead.target):
        said += [*side.segments, *side.texts, str(side.edited)]
    said += [part for waiver in bead.waivers for part in (waiver.check, waiver.reason, waiver.texts)]
    return sha256("\x1f".join(map(str, said)).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def render_pair(pair: AlignedPair) -> bytes:
    """Return the file's bytes: stable key order, one bead a line, a blank line between beads."""
    lines = (json.dumps(_record(pair, bead), ensure_ascii=False) for bead in pair.beads)
    return ("\n\n".join(lines) + "\n" if pair.beads else "").encode("utf-8", "surrogatepass")


def save_pair(path: Path, pair: AlignedPair) -> bool:
    """Write a pair where it changed; tell whether it did.

    Raises:
        WriteError: as :func:`parallel.store.atomic.save`.
    """
    return atomic.save_if_changed(path, render_pair(pair))


def load_pair(path: Path, shown: str) -> tuple[AlignedPair, tuple[str, ...]]:
    """Read a pair.

    Args:
        path: the file.
        shown: how to name it in messages.

    Returns:
        The pair, and warnings: beads whose digest does not fit, which count as edited from here on.

    Raises:
        InputError: not of the form, conflict markers or ids standing twice; ``file:line`` is named.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"can't be read ({error.strerror})", where=shown) from error
    return parse_pair(data, PairId(path.stem), shown)


def parse_pair(data: bytes, pair_id: PairId, where: str) -> tuple[AlignedPair, tuple[str, ...]]:
    """Read a pair from bytes; see :func:`load_pair`."""
    beads: list[AlignedBead] = []
    warnings: list[str] = []
    first: dict[str, int] = {}
    header: Mapping[str, Any] = {}
    for number, record in _records(decode_utf8(data, where), where):
        header = header or record
        try:
            bead = _bead(record)
        except (KeyError, TypeError, ValueError, IndexError) as error:
            hint = "Restore the line from git or mend it"
            raise InputError(f"not a bead ({error!r})", where=f"{where}:{number}", hint=hint) from error
        if bead.id in first:
            what = f"bead {bead.id!r} stands twice (first on line {first[bead.id]})"
            raise InputError(what, where=f"{where}:{number}", hint="Keep one of them")
        first[bead.id] = number
        if record.get("digest") != digest_of(bead):
            warnings.append(f"{where}:{number}: bead {bead.id} was changed outside the workbench; it counts as edited")
            bead = replace(bead, state=BeadState.EDITED)
        beads.append(bead)
    source, _, target = str(header.get("languages", "tr-en")).partition("-")
    names = [str(header.get(side, {}).get("file", "")) for side in ("source", "target")]
    languages = Languages(Language(source), Language(target))
    pair = AlignedPair(id=pair_id, languages=languages, source_name=names[0], target_name=names[1], beads=tuple(beads))
    return pair, tuple(warnings)


def _records(text: str, where: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Split on LF alone: U+2028 and its kin are text."""
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if not line.strip():
            continue
        if line.startswith(_CONFLICT) or line == "=======":
            hint = "Resolve the merge and try again"
            raise InputError(f"git conflict markers at line {number}", where=f"{where}:{number}", hint=hint)
        try:
            record = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            hint = "Restore the line from git"
            raise InputError("not a line of JSON", where=f"{where}:{number}", hint=hint) from error
        if not isinstance(record, dict):
            raise InputError("not a JSON object", where=f"{where}:{number}", hint="Restore the line from git")
        yield number, record


def _record(pair: AlignedPair, bead: AlignedBead) -> dict[str, object]:
    record: dict[str, object] = {
        "id": bead.id,
        "pair": pair.id,
        "languages": str(pair.languages),
        "state": bead.state.value,
        "version": bead.version,
        "confidence": round(bead.confidence, 3),
        "source": _side_record(bead.source, pair.source_name),
        "target": _side_record(bead.target, pair.target_name),
        "evidence": [[item.kind, item.detail, round(item.gain, 2)] for item in bead.evidence],
    }
    marks = (("flagged", bead.flagged), ("excluded", bead.excluded), ("note", bead.note))
    record |= {name: value for name, value in marks if value}
    if bead.waivers:
        record["waivers"] = [[waiver.check, waiver.reason, waiver.texts] for waiver in bead.waivers]
    record |= dict(bead.extra)
    record["digest"] = digest_of(bead)
    return record


def _side_record(side: Side, file: str) -> dict[str, object]:
    places = [[p.page, p.first_line, p.last_line, p.span.start, p.span.end] for p in side.places]
    record: dict[str, object] = {"file": file, "segments": list(side.segments), "texts": list(side.texts)}
    if side.edited is not None:
        record["edited"] = side.edited
    return record | {"places": places}


def _bead(record: dict[str, Any]) -> AlignedBead:
    return AlignedBead(
        id=BeadId(str(record["id"])),
        source=_side(record["source"]),
        target=_side(record["target"]),
        confidence=float(record.get("confidence", 0.0)),
        state=BeadState(record.get("state", "auto")),
        flagged=str(record.get("flagged", "")),
        excluded=str(record.get("excluded", "")),
        note=str(record.get("note", "")),
        waivers=tuple(Waiver(check=str(c), reason=str(r), texts=str(t)) for c, r, t in record.get("waivers", ())),
        version=int(record.get("version", 1)),
        evidence=tuple(Evidence(kind=str(k), detail=str(d), gain=float(g)) for k, d, g in record.get("evidence", ())),
        extra=tuple((key, value) for key, value in record.items() if key not in _KNOWN),
    )


def _side(record: dict[str, Any]) -> Side:
    return Side(
        segments=tuple(SegmentId(str(name)) for name in record["segments"]),
        texts=tuple(str(text) for text in record["texts"]),
        edited=str(record["edited"]) if "edited" in record else None,
        places=tuple(
            Place(page=int(page), first_line=int(first), last_line=int(last), span=Span(int(start), int(end)))
            for page, first, last, start, end in record.get("places", ())
        ),
    )
