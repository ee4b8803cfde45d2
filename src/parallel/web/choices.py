"""What a person chose for themselves: kept with the workspace, since every start of the server has another port.

The file lies in ``.tren/`` and says nothing of the texts; without it, or where it makes no sense, defaults hold.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from parallel.errors import InputError
from parallel.store import atomic
from parallel.store.lock import locked
from parallel.store.workspace import Workspace
from parallel.web.words import LANGUAGES

CHOICES = "choices.json"
"""The file."""
THEMES = ("system", "light", "dark")
SIZES = ("normal", "large", "larger")
KNOWN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"language": LANGUAGES, "theme": THEMES, "size": SIZES, "keys": ("on", "off")}
)
"""Choices among words; the first one holds where nothing is chosen."""
KEYS: Mapping[str, str] = MappingProxyType(
    {
        "next": "j", "previous": "k", "low": "n", "low-back": "N", "uneven": "h", "uneven-back": "H",
        "review": "b", "review-back": "B", "goto": "g", "approve": "a", "through": "A", "merge": "m", "merge-up": "M",
        "split": "s", "cut": "S", "up": "u", "down": "d", "unlink": "l", "gap": "o", "close-gap": "p", "realign": "r",
        "text": "e", "flag": "f", "undo": "z", "redo": "y", "terms": "t", "concordance": "c", "source": "v",
        "help": "?",
    }
)  # fmt: skip
"""Single keys of the grid by what they do (specification 4); arrows, Enter, Esc and those with Ctrl are fixed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What was chosen."""

    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Of :data:`KNOWN`, what differs from the default or was chosen at least."""
    keys: Mapping[str, str] = field(default_factory=lambda: KEYS)
    """A key for everything the grid does."""


def load_choices(workspace: Workspace) -> Choices:
    """Return what was chosen; a file that makes no sense is passed over."""
    try:
        found = json.loads(_path(workspace).read_bytes())
        words = {name: found[name] for name in KNOWN if found.get(name) in KNOWN[name]}
        keys = checked_keys({**KEYS, **{n: k for n, k in found.get("keymap", {}).items() if n in KEYS}})
    except (OSError, ValueError, AttributeError, TypeError, InputError):
        return Choices()
    return Choices(words=words, keys=keys)


def save_choices(workspace: Workspace, choices: Choices) -> None:
    """Keep what was chosen; only keys that differ from the defaults are written.

    Raises:
        WriteError: it could not be written.
    """
    changed = {name: key for name, key in choices.keys.items() if KEYS[name] != key}
    text = json.dumps({**choices.words, "keymap": changed}, ensure_ascii=False, indent=1)
    with locked(workspace.hidden_path):
        atomic.save_if_changed(_path(workspace), (text + "\n").encode())


def checked_keys(keys: Mapping[str, str]) -> Mapping[str, str]:
    """Return keys that can be used together.

    Raises:
        InputError: one is no single sign, or stands twice.
    """
    seen: dict[str, str] = {}
    for name, key in keys.items():
        if len(key) != 1 or not key.isprintable() or key.isspace():
            raise InputError("settings.bad-key", where=name)
        if key in seen:
            raise InputError("settings.key-twice", where=key, hint=f"{seen[key]}, {name}")
        seen[key] = name
    return MappingProxyType(dict(keys))


def _path(workspace: Workspace) -> Path:
    return workspace.hidden_path / CHOICES
