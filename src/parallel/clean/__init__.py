"""From a raw document to passages: nothing lost, nothing invented, every repair named."""

from parallel.clean.recipe import clean_document, clean_plain

__all__ = ["clean_document", "clean_plain"]
