"""YAML as people mean it: scalars stay strings, and everything that surprises is refused with its line.

Plain ``safe_load`` turns ``no`` into False, ``12:30`` into 750 and ``010`` into 8, keeps the last of two equal keys
without a word, and expands aliases without bound. Here the parser's events are folded directly into strings, lists
and mappings that know their lines.
"""

from collections.abc import Iterator
from typing import TypeAlias

import yaml

from parallel.errors import InputError
from parallel.store.plain import decode_utf8

MAX_BYTES = 10 * 1024 * 1024
"""Largest YAML file read; chosen by us (faults.md B7)."""
MAX_DEPTH = 20
"""Deepest nesting read; ours use four."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONFLICT = ("<<<<<<< ", "||||||| ", "=======", ">>>>>>> ")


class Mapping(dict[str, "Node"]):
    """A YAML mapping with the line it starts on and the line of each key (from 1)."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Sequence(list["Node"]):
    """A YAML sequence with the line it starts on (from 1)."""

    __slots__ = ("line",)

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


Node: TypeAlias = "str | Mapping | Sequence | None"


def load(data: bytes, where: str) -> Node:
    """Read one YAML document.

    Args:
        data: bytes of the file, UTF-8.
        where: file name for messages.

    Returns:
        Strings, :class:`Sequence`, :class:`Mapping`; None for an empty document.

    Raises:
        InputError: not UTF-8, too large, not YAML, or it uses aliases, tags, equal keys, conflict markers or too deep
            nesting; ``file:line`` is named.
    """
    if len(data) > MAX_BYTES:
        raise InputError(f"larger than {MAX_BYTES // 1024**2} MiB", where=where, hint="Split the file")
    text = decode_utf8(data, where)
    _refuse_conflicts(text, where)
    try:
        return _document(yaml.parse(text, Loader=_Loader), where)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problem = f"not YAML: {error.problem or error.context}"
        if "nesting" in problem:  # later parsers have a bound of their own, and reach it before their first event
            problem = f"nested deeper than {MAX_DEPTH}"
        raise InputError(problem, where=f"{where}:{line}") from error
    except yaml.YAMLError as error:
        raise InputError(f"not YAML: {str(error).splitlines()[0]}", where=f"{where}:1") from error


def _refuse_conflicts(text: str, where: str) -> None:
    if "<<<<<<< " not in text and ">>>>>>> " not in text:
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(_CONFLICT):
            hint = "Resolve the merge and try again"
            raise InputError(f"git conflict markers at line {number}", where=f"{where}:{number}", hint=hint)


def _document(events: Iterator[yaml.Event], where: str) -> Node:
    root: Node = None
    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise InputError("more than one YAML document", where=f"{where}:{_line(event)}")
            root = _node(next(events), events, where, 0)
    return root


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _node(event: yaml.Event, events: Iterator[yaml.Event], where: str, depth: int) -> Node:
    line = _line(event)
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise InputError("aliases are not allowed", where=f"{where}:{line}", hint="Write the value out")
    if tag := getattr(event, "tag", None):
        raise InputError(f"tag {tag} is not allowed", where=f"{where}:{line}", hint="Write a plain value")
    if depth > MAX_DEPTH:
        raise InputError(f"nested deeper than {MAX_DEPTH}", where=f"{where}:{line}")
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event)
    if isinstance(event, yaml.SequenceStartEvent):
        sequence = Sequence(line)
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            sequence.append(_node(event, events, where, depth + 1))
        return sequence
    mapping = Mapping(line)
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _key(event, where)
        if key in mapping:
            first = f"first on line {mapping.lines[key]}"
            at = f"{where}:{_line(event)}"
            raise InputError(f"key {key!r} stands twice ({first})", where=at, hint="Keep one of them")
        mapping.lines[key] = _line(event)
        mapping[key] = _node(next(events), events, where, depth + 1)
    return mapping


def _key(event: yaml.Event, where: str) -> str:
    if not isinstance(event, yaml.ScalarEvent):
        raise InputError("a key must be plain text", where=f"{where}:{_line(event)}")
    return str(event.value)


def _scalar(event: yaml.ScalarEvent) -> str | None:
    """Plain ``~`` and nothing at all mean None; every other scalar is the string as written."""
    if not event.style and event.value in {"", "~"}:
        return None
    return str(event.value)
