"""Sorting as Turkish readers expect it."""

from parallel.language import casing

_ALPHABET = "abcçdefgğhıijklmnopqrsştuvwxyz".replace("o", "oö").replace("u", "uü")
"""With q, w and x where readers look for them."""
_RANKS = {letter: rank for rank, letter in enumerate(_ALPHABET)}
_PLAIN = str.maketrans("âîû", "aiu")


def turkish_key(text: str) -> tuple[int, ...]:
    """Return a key that sorts by the Turkish alphabet; circumflex does not matter, other letters come last.

    >>> sorted(["İzmir", "Isparta", "çete", "cephe", "Ötüken", "Zile", "Oltu"], key=turkish_key)
    ['cephe', 'çete', 'Isparta', 'İzmir', 'Oltu', 'Ötüken', 'Zile']
    """
    plain = casing.fold_strict(text).translate(_PLAIN)
    return tuple(_RANKS.get(char, len(_RANKS) + ord(char)) if char.isalpha() else -1 for char in plain)
