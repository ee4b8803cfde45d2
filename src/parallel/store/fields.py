"""Typed access to the fields of a strict YAML mapping, with ``file:line`` in every refusal."""

from dataclasses import dataclass

from parallel.errors import InputError
from parallel.store.strict_yaml import Mapping, Node, Sequence, load


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping and the file it stands in."""

    mapping: Mapping
    """Fields by name."""
    file: str
    """File name for messages."""

    @classmethod
    def of(cls, node: Node, file: str, what: str) -> "Fields":
        """Wrap ``node``, which must be a mapping.

        Raises:
            InputError: it is something else.
        """
        if not isinstance(node, Mapping):
            line = node.line if isinstance(node, Sequence) else 1
            raise InputError(f"{what} must be a mapping (name: value)", where=f"{file}:{line}")
        return cls(node, file)

    def where(self, name: str = "") -> str:
        """Return ``file:line`` of a field, or of the mapping."""
        return f"{self.file}:{self.mapping.lines.get(name, self.mapping.line)}"

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text field; without ``default`` it is required and may not be empty.

        Raises:
            InputError: missing, empty or not text.
        """
        value = self.mapping.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or (default is None and not value.strip()):
            state = "is missing" if name not in self.mapping else "must be text and not empty"
            raise InputError(f"field {name!r} {state}", where=self.where(name))
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a field that holds a list of texts; empty when missing.

        Raises:
            InputError: it is not a list of texts.
        """
        return tuple(self._text_item(item, name) for item in self.items(name))

    def items(self, name: str) -> Sequence:
        """Return a field that holds a list; empty when missing.

        Raises:
            InputError: it is not a list.
        """
        value = self.mapping.get(name)
        if value is None:
            return Sequence(self.mapping.line)
        if not isinstance(value, Sequence):
            raise InputError(f"field {name!r} must be a list", where=self.where(name))
        return value

    def _text_item(self, item: Node, name: str) -> str:
        if not isinstance(item, str) or not item.strip():
            raise InputError(f"{name!r} must list texts", where=self.where(name))
        return item


def entries(data: bytes, file: str, *, one: str, start: str) -> tuple[Fields, ...]:
    """Read a file that is one list of mappings; an empty one holds none.

    Args:
        data: the file's bytes.
        file: its name for messages.
        one: what an entry is called, with its article: "a waiver".
        start: how an entry begins, for who wrote something else.

    Raises:
        InputError: no YAML of ours, no list, or an entry that is no mapping.
    """
    root = load(data, file)
    if root is None:
        return ()
    if not isinstance(root, Sequence):
        kind = one.partition(" ")[2]
        raise InputError(f"{kind}s are a list", where=f"{file}:1", hint=f"Start each with {start}")
    return tuple(Fields.of(item, file, one) for item in root)
