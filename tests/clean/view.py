"""Clean a text and look at it as the tests need it."""

from parallel.clean import clean_document
from parallel.model.document import CleanDocument, DocId, RawDocument, Role


def raw(text: str) -> RawDocument:
    """Build a raw document."""
    return RawDocument(id=DocId("d"), name="d.txt", text=text)


def cleaned(*lines: str) -> CleanDocument:
    """Clean a document of the given lines."""
    return clean_document(raw("\n".join(lines)))


def texts(document: CleanDocument, *roles: Role) -> list[str]:
    """Return the texts of the passages with one of some roles; of all without any."""
    return [passage.text for passage in document.passages if not roles or passage.role in roles]


def roles(document: CleanDocument) -> list[str]:
    """Return role and language of each passage."""
    return [f"{passage.role}.{passage.language}" for passage in document.passages]


def dropped(document: CleanDocument) -> list[tuple[str, str, str]]:
    """Return text, reason and step of each drop."""
    return [(drop.span.of(document.raw.text), str(drop.reason), drop.step) for drop in document.drops]


def links(document: CleanDocument) -> list[tuple[str, str]]:
    """Return the number a linked note begins with, and the last words of the passage whose marker leads to it."""
    return [
        (document.passage(note).text.split()[0], passage.text)
        for passage in document.passages
        for note in passage.notes
    ]
