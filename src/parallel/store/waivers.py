"""``aligned/waivers.yaml``: checks let pass for whole pairs, or everywhere, and why.

A list of entries; one names a pair, a check or both. Findings let pass one by one stand with their beads instead::

    - pair: 004.abstract
      check: omission
      reason: The English abstract is abridged.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from parallel.errors import InputError, UsageError
from parallel.store import atomic, backups, termtext
from parallel.store.fields import Fields, entries
from parallel.store.lock import locked
from parallel.store.workspace import Workspace

WAIVERS = "waivers.yaml"
_ENTRY = re.compile(rb"^-(?=\s)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingWaiver:
    """A check let pass as a whole, on findings to come too."""

    reason: str
    """Why; never empty."""
    pair: str = ""
    """Pair it holds for; empty for all."""
    check: str = ""
    """Check it silences; empty for all."""
    where: str = ""
    """``file:line``, for messages."""

    @property
    def scope(self) -> tuple[str, str]:
        """Pair and check."""
        return self.pair, self.check

    def silences(self, pair: str, check: str) -> bool:
        """Tell whether it lets a check pass in a pair."""
        return self.pair in {"", pair} and self.check in {"", check}


def waivers_path(workspace: Workspace) -> Path:
    """Return the file."""
    return workspace.root / "aligned" / WAIVERS


def load_waivers(workspace: Workspace) -> tuple[StandingWaiver, ...]:
    """Read the standing waivers of a workspace; none where there is no file.

    Raises:
        InputError: not of the form; ``file:line`` is named.
    """
    path = waivers_path(workspace)
    return parse_waivers(path.read_bytes(), workspace.shown(path)) if path.is_file() else ()


def parse_waivers(data: bytes, where: str) -> tuple[StandingWaiver, ...]:
    """Read standing waivers from bytes.

    Raises:
        InputError: not of the form; ``file:line`` is named.
    """
    found: dict[tuple[str, str], StandingWaiver] = {}
    for fields in entries(data, where, one="a waiver", start="`- pair:` or `- check:`"):
        waiver = _waiver(fields)
        if waiver.scope in found:
            what = f"this is let pass twice (first at {found[waiver.scope].where})"
            raise InputError(what, where=waiver.where, hint="Keep one of them")
        found[waiver.scope] = waiver
    return tuple(found.values())


def _waiver(fields: Fields) -> StandingWaiver:
    pair, check, reason = fields.text("pair", ""), fields.text("check", ""), " ".join(fields.text("reason").split())
    if not (pair or check):
        raise InputError("a waiver names a pair, a check or both", where=fields.where())
    if not reason:
        raise InputError("a waiver needs a reason", where=fields.where("reason"))
    return StandingWaiver(pair=pair, check=check, reason=reason, where=fields.where())


def add_waiver(workspace: Workspace, waiver: StandingWaiver) -> None:
    """Write a waiver at the end of the file; everything else in it stays as it is.

    Raises:
        UsageError: there is one for the same pair and check, or it lacks a reason or a scope.
        InputError: the file is not of the form.
        WriteError: it is not saved.
    """
    if not waiver.reason.strip():
        raise UsageError("a waiver needs a reason", hint="Say why the findings may pass")
    if not any(waiver.scope):
        raise UsageError("nothing says what is let pass", hint="Name a pair, a check or both")
    path = waivers_path(workspace)
    with locked(workspace.hidden_path):
        for known in load_waivers(workspace):
            if known.scope == waiver.scope:
                raise UsageError(f"this is let pass already: {known.reason}", where=known.where, hint="Edit it there")
        data = path.read_bytes() if path.is_file() else b""
        data += b"\n" if data and not data.endswith(b"\n") else b""
        _save(workspace, data + _lines(waiver).encode())


def remove_waiver(workspace: Workspace, *, pair: str = "", check: str = "") -> StandingWaiver:
    """Take the waiver of a pair and check out of the file, and return it; everything else stays as it is.

    Raises:
        UsageError: there is none, or the file is written in a way only people should edit.
        InputError: the file is not of the form.
        WriteError: it is not saved.
    """
    path = waivers_path(workspace)
    with locked(workspace.hidden_path):
        known = load_waivers(workspace)
        at = next((number for number, waiver in enumerate(known) if waiver.scope == (pair, check)), None)
        if at is None:
            raise UsageError("no standing waiver names just this", hint="`tren check --waived` lists them")
        data = path.read_bytes()
        starts = [found.start() for found in _ENTRY.finditer(data)]
        if len(starts) != len(known):
            raise UsageError("this file is not written as a plain list", where=known[at].where, hint="Edit it there")
        end = [*starts, len(data)][at + 1]
        _save(workspace, data[: starts[at]] + data[end:])
        return known[at]


def _save(workspace: Workspace, data: bytes) -> None:
    path = waivers_path(workspace)
    parse_waivers(data, workspace.shown(path))
    backups.keep(workspace.root, path, every=backups.HOURLY)
    atomic.save(path, [data])


def _lines(waiver: StandingWaiver) -> str:
    said = {"pair": waiver.pair, "check": waiver.check, "reason": waiver.reason.strip()}
    pairs = [f"{key}: {termtext.quoted(text)}" for key, text in said.items() if text]
    return "- " + "\n  ".join(pairs) + "\n"
