"""What a translation must carry over: numbers and dates."""

from collections import Counter

from parallel import __version__
from parallel.language.numbers import QuantityKind, find_quantities
from parallel.model.bitext import Bitext
from parallel.model.document import Language
from parallel.model.score import Score

_SIGNATURE = f"kept|match:value|doubtful:no|words:digits-and-words|version:{__version__}"


def numbers_kept(bitext: Bitext) -> tuple[Score, ...]:
    """Measure what share of the source's numbers and dates stands in the translation, by value.

    Cost: linear.

    Args:
        bitext: rows in reading order.

    Returns:
        ``numbers-kept`` and ``dates-kept``; a share of nothing is left out. Numbers that may be none (*yüz*, *one*) are
        not asked for but may stand for one.
    """
    names = {True: "dates-kept", False: "numbers-kept"}
    kept: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in bitext.rows:
        wanted = _values(row.source, bitext.languages.source, doubtful=False)
        found = _values(row.target, bitext.languages.target, doubtful=True)
        for (is_date, value), count in wanted.items():
            total[names[is_date]] += count
            kept[names[is_date]] += min(count, found[is_date, value])
    return tuple(
        Score(name=name, value=kept[name] / total[name], unit="share", n=total[name], signature=_SIGNATURE)
        for name in sorted(total)
    )


def _values(text: str, language: Language, *, doubtful: bool) -> Counter[tuple[bool, str]]:
    return Counter(
        (quantity.kind is QuantityKind.DATE, quantity.value.rstrip("%"))
        for quantity in find_quantities(text, language)
        if doubtful or not quantity.doubtful
    )
