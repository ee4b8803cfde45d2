"""Sentence vectors as evidence."""
