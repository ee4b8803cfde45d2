"""What checks read: rows as words, numbers, mentions and evidence, computed once and shared."""
