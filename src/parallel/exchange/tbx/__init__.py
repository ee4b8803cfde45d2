"""TBX-Basic, in and out."""
