"""Cut passages into sentences with rules that know Turkish and English. Linear time, no model, no state."""

from parallel.segment.segments import segment_document, segment_passage
from parallel.segment.splitter import split_text

__all__ = ["segment_document", "segment_passage", "split_text"]
