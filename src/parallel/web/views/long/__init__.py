"""Screens of long work: jobs, and files that come in."""
