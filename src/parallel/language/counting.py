"""Numbers with their nouns, as messages say them."""


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun; without ``many`` the plural has an *s*.

    >>> counted(1, "bead"), counted(0, "bead"), counted(2, "word is", "words are")
    ('1 bead', '0 beads', '2 words are')
    """
    return f"{number} {one}" if number == 1 else f"{number} {many or one + 's'}"
