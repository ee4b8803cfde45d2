"""Scores of pairs, their history, and the report on them."""
