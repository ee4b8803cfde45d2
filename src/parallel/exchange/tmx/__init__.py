"""TMX, in and out."""
