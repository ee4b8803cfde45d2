"""Terms: finding the concepts of a term base in texts, looking them up, checking the term base itself."""

from parallel.terms.concordance import ConcordanceLine, concordance, rendering_counts
from parallel.terms.extract import Candidate, ExtractOptions, extract
from parallel.terms.lookup import LookupHit, LookupResult, TermLookup, lookup
from parallel.terms.matcher import TermMatcher
from parallel.terms.validate import Problem, validate

__all__ = [
    "Candidate",
    "ConcordanceLine",
    "ExtractOptions",
    "LookupHit",
    "LookupResult",
    "Problem",
    "TermLookup",
    "TermMatcher",
    "concordance",
    "extract",
    "lookup",
    "rendering_counts",
    "validate",
]
