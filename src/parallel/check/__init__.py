"""Checks: what an editor should look at in a bitext.

A check is a frozen object with an id and a ``run`` method; :data:`parallel.check.registry.CHECKS` holds all of them,
:func:`run_checks` runs those that are enabled. Findings of severity *error* and *warning* are meant to be right nine
times out of ten; what is less sure is *info*.
"""

from parallel.check.base import Check
from parallel.check.options import CheckOptions, Usage
from parallel.check.rendering import count_usage
from parallel.check.run import run_checks

__all__ = ["Check", "CheckOptions", "Usage", "count_usage", "run_checks"]
