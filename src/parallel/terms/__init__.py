"""Terms: finding the concepts of a term base in texts, looking them up, checking the term base itself."""

from parallel.terms.lookup import LookupHit, LookupResult, TermLookup, lookup
from parallel.terms.matcher import TermMatcher
from parallel.terms.validate import Problem, validate

__all__ = ["LookupHit", "LookupResult", "Problem", "TermLookup", "TermMatcher", "lookup", "validate"]
