"""Sentences of a text, by our own rules or by those of an SRX file."""

from pathlib import Path

from parallel.errors import InputError, ParallelError, UsageError
from parallel.model.document import Language, Passage, RawDocument, Segment
from parallel.read import read_document
from parallel.segment import SrxDocument, from_srx, split_with_srx, srx_document, to_srx
from parallel.segment.segments import WHOLE
from parallel.workbench.texts.documents import ASIDE, ReadDocument, read_plain, read_raw, running_text


def sentences(
    raw: RawDocument, language: Language | None, rules: SrxDocument | None = None, *, as_extracted: bool
) -> tuple[str, ...]:
    """Return the sentences of a document's running text.

    Args:
        raw: the document.
        language: of running text; with ``as_extracted``, only this language's sentences.
        rules: SRX rules to cut with; our own if None.
        as_extracted: clean first.

    Raises:
        UsageError: running text without a language.
    """
    if as_extracted:
        read = read_raw(raw)
    elif language is None:
        raise UsageError("running text needs its language", hint="Add --lang tr, or --raw for a document as extracted")
    else:
        read = read_plain(raw, language)
    if rules is not None:
        return _by_srx(read, rules, language)
    found: tuple[Segment, ...] = running_text(read, language) if as_extracted else read.segments
    return tuple(segment.text for segment in found)


def rules_as_srx() -> str:
    """Return our own rules, of Turkish and English, as SRX 2.0."""
    return to_srx(srx_document())


def rules_from(path: Path) -> SrxDocument:
    """Read an SRX file.

    Raises:
        UsageError: no such file.
        InputError: it is no SRX 2.0, or hostile.
    """
    text = read_document(path).text
    try:
        return from_srx(text)
    except ParallelError as error:
        hint = error.hint or "Check it against the SRX 2.0 schema"
        raise InputError(error.message, where=error.where or str(path), hint=hint) from error


def _by_srx(read: ReadDocument, rules: SrxDocument, language: Language | None) -> tuple[str, ...]:
    found: list[str] = []
    for passage in read.clean.passages:
        if passage.role not in ASIDE and (language is None or passage.language == language):
            found.extend(_cut(passage, rules))
    return tuple(found)


def _cut(passage: Passage, rules: SrxDocument) -> list[str]:
    if passage.role in WHOLE:
        return [passage.text]
    spans = split_with_srx(passage.text, rules.rules_for(passage.language))
    return [span.of(passage.text) for span in spans]
