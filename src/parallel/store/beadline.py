"""One bead as one line of JSON, there and back without loss."""

import json
import math
from dataclasses import replace
from hashlib import sha256
from typing import Any, NamedTuple

from parallel.model.bitext import AlignedBead, AlignedPair, BeadId, BeadState, Evidence, Side, Waiver
from parallel.model.document import Place, SegmentId
from parallel.model.span import Span

_KNOWN_FIELDS = frozenset(
    {"id", "pair", "languages", "state", "version", "confidence", "source", "target", "evidence", "digest"}
    | {"flagged", "excluded", "note", "waivers"}
)
_DIGEST_FIELD = ', "digest": "'
_KNOWN_SIDE = frozenset({"file", "segments", "texts", "edited", "places"})


class Header(NamedTuple):
    """What every line of a file says of its pair."""

    pair: str
    """Pair id."""
    languages: str
    """Direction: ``tr-en``."""
    source_name: str
    """File of the source side."""
    target_name: str
    """File of the target side."""


def header_of_pair(pair: AlignedPair) -> Header:
    """Return what the lines of a pair say of it."""
    return Header(pair.id, str(pair.languages), pair.source_name, pair.target_name)


def header_of(record: dict[str, Any], pair_id: str) -> Header:
    """Return what a line says of its pair; see :func:`bead_of` for what it raises."""
    names = [_text(record[side].get("file", "")) for side in ("source", "target")]
    return Header(_text(record.get("pair", pair_id)), _text(record.get("languages", "tr-en")), names[0], names[1])


def line_of(header: Header, bead: AlignedBead) -> str:
    """Return a bead's line: stable key order, unknown fields last, the digest at the end."""
    record = _record(header, bead)
    digest = _digest(record)
    record |= dict(bead.extra)
    for name, side in (("source", bead.source), ("target", bead.target)):
        if side.extra:
            record[name] = {**record[name], **dict(side.extra)}
    return _ENCODER.encode(record | {"digest": digest})


def record_of(line: str) -> dict[str, Any]:
    """Read a line's JSON object.

    Raises:
        ValueError: not one JSON object, a key standing twice, a number that is none, half a character.
        RecursionError: nested too deep.
    """
    record = _DECODER.decode(line)
    if not isinstance(record, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004  (callers answer ValueError for every bad line)
    if "\\u" in line:
        _ENCODER.encode(record).encode("utf-8")  # a lone surrogate has no UTF-8
    return record


def bead_of(record: dict[str, Any]) -> AlignedBead:
    """Return the bead a line's object describes.

    Raises:
        KeyError, TypeError, ValueError, ParallelError: it describes none.
    """
    waivers = [Waiver(check=_text(c), reason=_text(r), texts=_text(t)) for c, r, t in record.get("waivers", ())]
    evidence = [Evidence(kind=_text(k), detail=_text(d), gain=_number(g)) for k, d, g in record.get("evidence", ())]
    bead = AlignedBead(
        id=BeadId(_text(record["id"])),
        source=_side(record["source"]),
        target=_side(record["target"]),
        confidence=_number(record.get("confidence", 0.0)),
        state=BeadState(record.get("state", "auto")),
        flagged=_text(record.get("flagged", "")),
        excluded=_text(record.get("excluded", "")),
        note=_text(record.get("note", "")),
        waivers=tuple(waivers),
        version=int(record.get("version", 1)),
        evidence=tuple(evidence),
        extra=_unknown(record, _KNOWN_FIELDS),
    )
    first = next(iter((*bead.source.segments, *bead.target.segments)), "")
    if str(first) != str(bead.id):
        raise ValueError("the id is not its first segment's")
    return bead


def fits(header: Header, bead: AlignedBead, record: dict[str, Any], line: str) -> bool:
    """Tell whether a line's digest is that of its bead.

    A line this program wrote, with no unknown fields, is the very text its digest was taken of; any other one is
    written anew from its bead to compare.
    """
    digest = record.get("digest")
    said, _, rest = line.rpartition(_DIGEST_FIELD)
    if said and rest == f'{digest}"}}' and _digest_of(said + "}") == digest:
        return True
    return bool(digest == _digest(_record(header, bead)))


def bead_of_line(line: str) -> AlignedBead:
    """Return the bead of a line this program wrote; see :func:`record_of` and :func:`bead_of` for what it raises."""
    return bead_of(record_of(line))


def changed_by_hand(bead: AlignedBead) -> AlignedBead:
    """Return a bead whose digest does not fit as it counts from now on."""
    return replace(bead, state=BeadState.EDITED)


def _digest(record: dict[str, Any]) -> str:
    """Twelve hex digits of the SHA-256 over all known fields; unknown ones are nobody's promise."""
    return _digest_of(_ENCODER.encode(record))


def _digest_of(said: str) -> str:
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _record(header: Header, bead: AlignedBead) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": bead.id,
        "pair": header.pair,
        "languages": header.languages,
        "state": bead.state.value,
        "version": bead.version,
        "confidence": round(bead.confidence, 3),
        "source": _side_record(bead.source, header.source_name),
        "target": _side_record(bead.target, header.target_name),
        "evidence": [[item.kind, item.detail, round(item.gain, 2)] for item in bead.evidence],
    }
    marks = (("flagged", bead.flagged), ("excluded", bead.excluded), ("note", bead.note))
    record |= {name: value for name, value in marks if value}
    if bead.waivers:
        record["waivers"] = [[waiver.check, waiver.reason, waiver.texts] for waiver in bead.waivers]
    return record


def _side_record(side: Side, file: str) -> dict[str, Any]:
    places = [[p.page, p.first_line, p.last_line, p.span.start, p.span.end] for p in side.places]
    record: dict[str, Any] = {"file": file, "segments": list(side.segments), "texts": list(side.texts)}
    if side.edited is not None:
        record["edited"] = side.edited
    return record | {"places": places}


def _side(record: dict[str, Any]) -> Side:
    # Lists inside the tuples: a generator costs more than the one or two items there are, for every bead of a file.
    return Side(
        segments=tuple([SegmentId(_text(name)) for name in record["segments"]]),
        texts=tuple([_text(text) for text in record["texts"]]),
        edited=_text(record["edited"]) if "edited" in record else None,
        places=tuple(
            [
                Place(page=int(page), first_line=int(first), last_line=int(last), span=Span(int(start), int(end)))
                for page, first, last, start, end in record.get("places", ())
            ]
        ),
        extra=_unknown(record, _KNOWN_SIDE),
    )


def _unknown(record: dict[str, Any], known: frozenset[str]) -> tuple[tuple[str, object], ...]:
    if known.issuperset(record):
        return ()
    return tuple((key, value) for key, value in record.items() if key not in known)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not a text")
    return value


def _number(value: object) -> float:
    number = float(value) if isinstance(value, int | float) else math.nan
    if not math.isfinite(number):
        raise TypeError(f"{value!r} is not a number")
    return number


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise ValueError("a key stands twice")
    return record


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no number")


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_constant)
_ENCODER = json.JSONEncoder(ensure_ascii=False)
