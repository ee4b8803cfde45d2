"""What is true of Turkish and English, whatever is done with the text."""
