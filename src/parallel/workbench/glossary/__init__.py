"""The glossary at work: shown in the texts, extended, exchanged, and bent to what an article asks for."""
