"""A concept as the YAML lines a person would write, and changes to such lines that keep everything else."""

import io
import json
import re
from collections.abc import Callable
from textwrap import wrap
from typing import Any

from parallel.errors import InputError, UsageError
from parallel.language import casing
from parallel.model.document import ENGLISH, Language
from parallel.model.termbase import Concept, Source, Term, TermStatus

_WIDTH = 104
"""Columns of folded text behind its indent; ours is 120 wide and diffs like room."""
_NEVER = 1 << 20
"""Columns after which ruamel may break a line that stands unbroken: it would change lines nobody touched."""
_PLAIN = re.compile(r"[^\W\d_][\w .()’/;-]*")
_WORDS = re.compile(r"(?:[^\s\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+(?: |$))+")
_TYPED = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""Words other readers of YAML take for something else."""


def quoted(text: str) -> str:
    """Return text as a YAML scalar: plain where it can't be misread, else in double quotes.

    >>> quoted("Misak-ı Millî"), quoted("no"), quoted("12:30"), quoted("a: b")
    ('Misak-ı Millî', '"no"', '"12:30"', '"a: b"')
    """
    typed = casing.lower(text, ENGLISH) in _TYPED
    if _PLAIN.fullmatch(text) and not text.endswith(" ") and text.isprintable() and not typed:
        return text
    return _double(text)


def _double(text: str) -> str:
    written = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else _escaped(char) for char in written)


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004  (what four digits hold)


def concept_text(concept: Concept) -> str:
    """Return the lines of a new entry, from ``- id:`` on, in the layout of the glossary's files.

    Raises:
        InputError: a text holds what YAML can't carry.
    """
    lines = [f"- id: {quoted(concept.id)}", f"  domain: {quoted(concept.domain or 'unsorted')}"]
    lines += [f"  period: {quoted(concept.period)}"] if concept.period else []
    lines += _folded("definition", concept.definition or UNDEFINED)
    for language in dict.fromkeys(term.language for term in concept.terms):
        lines.append(f"  {_language(language)}:")
        for position, term in enumerate(concept.in_language(language)):
            lines += _term_lines(term, TermStatus.ADMITTED if position else TermStatus.PREFERRED)
    lines += _folded("usage", concept.usage) if concept.usage else []
    if concept.sources:
        lines += ["  sources:", *(f"    - {_source(source)}" for source in concept.sources)]
    lines += [f"  see_also: [{', '.join(map(quoted, concept.see_also))}]"] if concept.see_also else []
    review = {"state": concept.review, "by": concept.reviewer, "date": concept.date}
    said = ", ".join(f"{name}: {quoted(text)}" for name, text in review.items() if text)
    lines += [f"  review: {{{said}}}"] if said else []
    return "\n".join(lines) + "\n"


UNDEFINED = "No definition yet."
"""Stands where an entry from elsewhere has none: the form asks for one."""


def _language(language: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}", language) or language == "id":
        raise InputError(f"a glossary file can't hold terms in {language!r}", hint="Use a code such as tr or en")
    return language


def _folded(name: str, text: str) -> list[str]:
    """Return a longer text as a folded block where nothing in it would be lost by that."""
    if not _WORDS.fullmatch(text) or text.startswith(" "):
        return [f"  {name}: {quoted(text)}"]
    lines = wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return [f"  {name}: >-", *(f"    {line}" for line in lines)]


def _term_lines(term: Term, usual: TermStatus) -> list[str]:
    lines = [f"    - term: {quoted(term.text)}"]
    if term.variants:
        lines.append(f"      variants: [{', '.join(map(quoted, term.variants))}]")
    if term.part_of_speech != "noun":
        lines.append(f"      part_of_speech: {quoted(term.part_of_speech)}")
    if term.status is not usual or usual is TermStatus.ADMITTED:
        lines.append(f"      status: {term.status.value}")
    return lines + ([f"      reason: {quoted(term.reason)}"] if term.reason else [])


def _source(source: Source) -> str:
    if not (source.author or source.year or source.pages):
        return quoted(source.title)
    names = ("author", "title", "year", "pages")
    said = ((name, str(getattr(source, name))) for name in names)
    return "{" + ", ".join(f"{name}: {_double(text)}" for name, text in said if text) + "}"


Edit = Callable[[Any], None]
"""Changes an entry's tree in place."""


def edited(text: str, edit: Edit) -> str:
    """Return an entry's lines after a change to its tree; comments, order, quoting and unknown fields stay.

    Args:
        text: YAML of one entry.
        edit: gets the entry as a mapping of lists, mappings and strings.
    """
    from ruamel.yaml import YAML  # noqa: PLC0415  (slow to import, needed only to write)

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _NEVER
    yaml.indent(mapping=2, sequence=4, offset=2)
    tree = yaml.load(_indented(text))
    edit(tree[0])
    stream = io.StringIO()
    yaml.dump(tree, stream)
    return _outdented(stream.getvalue())


def _indented(text: str) -> str:
    """Put two spaces before every line, as ruamel will write them: comments stay at the column they are read at."""
    return "".join(f"  {line}" if line.strip() else line for line in re.findall(r"[^\n]*\n|[^\n]+", text))


def _outdented(text: str) -> str:
    """Take two spaces from every line: the list itself stands at the margin, what is in it does not."""
    lines = text.split("\n")
    return "\n".join(line.removeprefix("  ") for line in lines) if text.startswith("  - ") else text


def with_term(term: Term) -> Edit:
    """Return the change that adds a term to an entry, or gives the one of the same text another status and reason."""

    def edit(entry: Any) -> None:
        _language(term.language)
        terms = entry.setdefault(str(term.language), [])
        known = next((each for each in terms if each.get("term") == term.text), None)
        if known is None:
            known = {"term": term.text}
            terms.append(known)
            usual = TermStatus.PREFERRED if len(terms) == 1 else None
        else:
            usual = TermStatus.PREFERRED if terms[0] is known else None
        _set(known, "variants", [*known.get("variants", ()), *term.variants])
        _set(known, "part_of_speech", "" if term.part_of_speech == "noun" else term.part_of_speech)
        _set(known, "status", "" if term.status is usual else term.status.value)
        _set(known, "reason", term.reason or known.get("reason", ""))

    return edit


def without_term(language: Language, text: str) -> Edit:
    """Return the change that takes a term out of an entry.

    Raises (when applied):
        UsageError: it has no such term.
    """

    def edit(entry: Any) -> None:
        terms = entry.get(str(language)) or []
        kept = next((each for each in terms if each.get("term") == text), None)
        if kept is None:
            raise UsageError(f"{entry['id']} has no term {text!r} in {language}", hint="See `tren terms show`")
        terms.remove(kept)

    return edit


def with_field(name: str, value: Any) -> Edit:
    """Return the change that sets a field of an entry; nothing takes it out."""

    def edit(entry: Any) -> None:
        _set(entry, name, _block(value) if isinstance(value, str) and name in _LONG else value)

    return edit


_LONG = frozenset({"definition", "usage"})


def _block(text: str) -> Any:
    """Return a longer text so that it is written as a folded block."""
    from ruamel.yaml.scalarstring import FoldedScalarString  # noqa: PLC0415  (slow to import)

    lines = _folded("", text)[1:]
    if not lines:
        return text
    block = FoldedScalarString(" ".join(text.split()))
    block.fold_pos = [sum(len(line) - 3 for line in lines[: at + 1]) - 1 for at in range(len(lines) - 1)]
    return block


def _set(mapping: Any, name: str, value: Any) -> None:
    if value and str(mapping.get(name)) == value:
        return  # ruamel holds 1918 as a number; it stays as it was written
    if value:
        mapping[name] = value
    else:
        mapping.pop(name, None)
