"""Pairs of texts: found, aligned, aligned again without losing what people did, drawn."""
