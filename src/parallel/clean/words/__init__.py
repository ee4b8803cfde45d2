"""What is known of words: what a document may hold, and what a scanner makes of it."""
