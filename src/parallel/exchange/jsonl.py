"""Units as JSON Lines: one object per unit, for programs."""

import json
from collections.abc import Iterable, Iterator

from parallel.exchange.unit import TranslationUnit
from parallel.model.bitext import Languages


def write_json_lines(units: Iterable[TranslationUnit], languages: Languages) -> Iterator[str]:
    """Yield one object per line, keys in stable order."""
    for unit in units:
        texts = {str(languages.source): unit.source, str(languages.target): unit.target}
        record = {"id": unit.id, **texts, "note": unit.note, "properties": dict(unit.properties)}
        yield json.dumps(record, ensure_ascii=False) + "\n"
