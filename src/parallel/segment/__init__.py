"""Cut passages into sentences with rules that know Turkish and English. Linear time, no model, no state."""

from parallel.segment.segments import segment_document, segment_passage
from parallel.segment.splitter import split_text
from parallel.segment.srx import SrxDocument, SrxLanguage, SrxMap, SrxRule, srx_document, srx_rules
from parallel.segment.srx_engine import split_with_srx
from parallel.segment.srx_text import from_srx, to_srx

__all__ = [
    "SrxDocument",
    "SrxLanguage",
    "SrxMap",
    "SrxRule",
    "from_srx",
    "segment_document",
    "segment_passage",
    "split_text",
    "split_with_srx",
    "srx_document",
    "srx_rules",
    "to_srx",
]
