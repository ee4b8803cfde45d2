"""A small pair of texts of our own, and what the tests of the aligner need again and again."""

from collections.abc import Sequence

from parallel.align import AlignOptions, align
from parallel.model.bitext import Alignment, Languages
from parallel.model.document import Language

TURKISH_TEXT = (
    "Kongre 4 Eylül 1919’da Sivas’ta toplandı.",
    "Delegeler bir hafta boyunca tartıştılar.",
    "Başkanlığa Mustafa Kemal Paşa seçildi.",
    "Manda önerisi uzun görüşmelerden sonra reddedildi.",
    "Kararlar bütün vilayetlere telgrafla bildirildi.",
    "İstanbul Hükûmeti bu kararları tanımadı.",
    "Bunun üzerine haberleşme kesildi.",
    "Yeni seçimler 12 Kasım’da yapıldı.",
)
"""Eight Turkish sentences."""
ENGLISH_TEXT = (
    "The congress met in Sivas on 4 September 1919.",
    "The delegates argued for a week.",
    "Mustafa Kemal Pasha was elected president.",
    "After long discussions the proposal of a mandate was rejected.",
    "The decisions were announced to all provinces by telegraph.",
    "The Istanbul government did not recognise these decisions.",
    "Thereupon communication was cut off.",
    "New elections were held on 12 November.",
)
"""Their translations."""
UNKNOWN = Languages(Language("xx"), Language("yy"))
"""A pair of languages nothing is known of."""


def beads(source: Sequence[str], target: Sequence[str], options: AlignOptions | None = None) -> str:
    """Align and write the beads down: ``[0]:[0] [1]:[]``."""
    return written(align(source, target, options=options or AlignOptions()))


def written(alignment: Alignment) -> str:
    """Write beads as positions."""
    sides = ((bead.source, bead.target) for bead in alignment.beads)
    return " ".join(
        ":".join(f"[{','.join(str(at) for at in range(side.start, side.end))}]" for side in pair) for pair in sides
    )
