"""What is known of words: which a document may hold, what a scanner makes of them, which label a part."""
