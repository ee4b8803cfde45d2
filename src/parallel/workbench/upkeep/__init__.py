"""A workspace in good order: what is stale, what is wrong, and how it is put right."""
