"""``glossary/preferences.yaml``: which rendering an article, an author or a client asks for, and why.

A list of entries; one without ``article``, ``author`` and ``client`` holds for the whole workspace::

    - concept: misak-i-milli
      prefer: National Oath
      article: "004"
      reason: The journal prints it so.
"""

from dataclasses import dataclass

from parallel.errors import InputError, UsageError
from parallel.model.termbase import ConceptId
from parallel.store import atomic, backups, termtext
from parallel.store.fields import Fields, entries
from parallel.store.glossary import PREFERENCES
from parallel.store.lock import locked
from parallel.store.workspace import Workspace

SCOPES = ("article", "author", "client")
"""What a preference may hold for, narrowest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """A rendering that is asked for."""

    concept: ConceptId
    """Of which concept."""
    prefer: str
    """The rendering, as the term base has it."""
    reason: str
    """Why."""
    article: str = ""
    """Document or pair it holds for."""
    author: str = ""
    """Author as the manifest names them."""
    client: str = ""
    """Client as the manifest names them."""
    where: str = ""
    """``file:line``, for messages."""

    @property
    def scope(self) -> tuple[str, str]:
        """What it holds for, as name and value; two empty texts for the whole workspace."""
        return next(((name, value) for name in SCOPES if (value := getattr(self, name))), ("", ""))


def load_preferences(workspace: Workspace) -> tuple[Preference, ...]:
    """Read the preferences of a workspace; none where there is no file.

    Raises:
        InputError: not of the form; ``file:line`` is named.
    """
    path = workspace.glossary_path / PREFERENCES
    return parse_preferences(path.read_bytes(), workspace.shown(path)) if path.is_file() else ()


def parse_preferences(data: bytes, where: str) -> tuple[Preference, ...]:
    """Read preferences from bytes.

    Raises:
        InputError: not of the form; ``file:line`` is named.
    """
    found: dict[tuple[str, tuple[str, str]], Preference] = {}
    for fields in entries(data, where, one="a preference", start="`- concept:`"):
        preference = _preference(fields)
        key = (preference.concept, preference.scope)
        if key in found:
            what = f"{preference.concept} is preferred twice for the same (first at {found[key].where})"
            raise InputError(what, where=preference.where, hint="Keep one of them")
        found[key] = preference
    return tuple(found.values())


def _preference(fields: Fields) -> Preference:
    scopes = {name: fields.text(name, "") for name in SCOPES}
    if sum(map(bool, scopes.values())) > 1:
        hint = "Write an entry for each of them"
        raise InputError("a preference holds for one of article, author, client", where=fields.where(), hint=hint)
    return Preference(
        concept=ConceptId(fields.text("concept")),
        prefer=fields.text("prefer"),
        reason=" ".join(fields.text("reason").split()),
        where=fields.where("concept"),
        **scopes,
    )


def add_preference(workspace: Workspace, preference: Preference) -> None:
    """Write a preference at the end of the file; everything else in it stays as it is.

    Raises:
        UsageError: there is one for the same concept and scope.
        InputError: the file is not of the form.
        WriteError: it is not saved.
    """
    path = workspace.glossary_path / PREFERENCES
    with locked(workspace.hidden_path):
        for known in load_preferences(workspace):
            if (known.concept, known.scope) == (preference.concept, preference.scope):
                raise UsageError(
                    f"there is a preference already: {known.prefer!r}", where=known.where, hint="Edit it there"
                )
        data = path.read_bytes() if path.is_file() else b""
        data += b"\n" if data and not data.endswith(b"\n") else b""
        data += _lines(preference).encode()
        parse_preferences(data, workspace.shown(path))
        backups.keep(workspace.root, path, every=backups.HOURLY)
        atomic.save(path, [data])


def _lines(preference: Preference) -> str:
    name, value = preference.scope
    said = {"concept": preference.concept, "prefer": preference.prefer, name: value, "reason": preference.reason}
    pairs = [f"{key}: {termtext.quoted(text)}" for key, text in said.items() if key]
    return "- " + "\n  ".join(pairs) + "\n"
