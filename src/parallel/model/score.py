"""Measured values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A number with what is needed to compare it with another one."""

    name: str
    """``chrf2``, ``coverage``, ``term-consistency``."""
    value: float
    """In ``unit``."""
    unit: str
    """``share`` (0 to 1), ``percent`` (sacreBLEU, 0 to 100), ``count``, ``per-1000-words``."""
    n: int
    """How many observations it rests on."""
    signature: str
    """Version and every setting that changes the number."""
    subject: str = ""
    """What it is about: a concept id, a pair id; empty for the whole."""
    low: float | None = None
    """Lower end of the 95 % interval, where one was computed."""
    high: float | None = None
    """Upper end of the interval."""
