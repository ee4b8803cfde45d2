"""Documents and their sentences: read, cleaned, split, and what is damaged in them."""
