"""The words of the report in both languages."""

from collections.abc import Mapping
from types import MappingProxyType

from parallel.errors import UsageError
from parallel.model.document import ENGLISH, TURKISH, Language

_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "title": ("Consistency report", "Tutarlılık raporu"),
        "made": ("Made on {date} with Tren {version}", "{date} tarihinde Tren {version} ile hazırlandı"),
        "summary": ("Summary", "Özet"),
        "findings": ("Findings", "Bulgular"),
        "terms": ("Terms", "Terimler"),
        "alignment": ("Alignment", "Hizalama"),
        "history": ("History", "Geçmiş"),
        "signatures": ("What the figures depend on", "Sayıların neye bağlı olduğu"),
        "pair": ("Pair", "Çift"),
        "beads": ("Beads", "Eşleşme"),
        "waived": ("Let pass", "Geçilen"),
        "errors": ("Errors", "Hata"),
        "warnings": ("Warnings", "Uyarı"),
        "remarks": ("Remarks", "Not"),
        "in_short": (
            "{pairs} pairs with {beads} beads; {errors} errors and {warnings} warnings to look at.",
            "{pairs} çift, {beads} eşleşme; bakılacak {errors} hata ve {warnings} uyarı var.",
        ),
        "nothing": ("Nothing to look at.", "Bakılacak bir şey yok."),
        "more": ("{count} more are not shown.", "{count} bulgu daha var, gösterilmiyor."),
        "remarks_elsewhere": (
            "Remarks are counted above and listed by: tren check --severity info",
            "Notlar yukarıda sayıldı; listesi: tren check --severity info",
        ),
        "checks": ("What the checks report, and what would silence them", "Denetimler neyi bildirir, nasıl susar"),
        "number": ("no.", "sıra"),
        "concept": ("Concept", "Kavram"),
        "term": ("Turkish term", "Türkçe terim"),
        "occurrences": ("Occurrences", "Geçiş sayısı"),
        "renderings": ("Renderings", "Karşılıklar"),
        "hhi": ("HHI (1 = one rendering)", "HHI (1 = tek karşılık)"),
        "missing": ("no term", "karşılıksız"),
        "no_terms": ("No concept of the glossary occurs.", "Sözlükteki kavramların hiçbiri geçmiyor."),
        "run": ("Run", "Ölçüm"),
        "date": ("Date", "Tarih"),
        "no_history": ("Nothing was scored yet (tren score).", "Henüz ölçüm yapılmadı (tren score)."),
        "drift": ("Renderings that changed", "Değişen karşılıklar"),
        "rendering": ("Rendering", "Karşılık"),
        "not_joined": (
            "* measured with other settings than the run before: not to be compared with it",
            "* önceki ölçümden başka ayarlarla ölçüldü; onunla karşılaştırılmaz",
        ),
        "confidence": ("Confidence, bead by bead", "Eşleşmelere göre güven"),
        "plot_source": ("source sentences", "kaynak tümceler"),
        "plot_target": ("target sentences", "hedef tümceler"),
        "plot_sure": ("confidence ≥ 0.9", "güven ≥ 0,9"),
        "plot_middling": ("0.5 to 0.9", "0,5 ile 0,9 arası"),
        "plot_doubtful": ("below 0.5", "0,5’in altında"),
        "plot_alone": ("without counterpart", "karşılığı olmayan"),
        "severity.error": ("error", "hata"),
        "severity.warning": ("warning", "uyarı"),
        "severity.info": ("remark", "not"),
        "status.preferred": ("preferred", "yeğlenen"),
        "status.admitted": ("admitted", "kabul edilen"),
        "status.deprecated": ("deprecated", "önerilmeyen"),
        "status.superseded": ("superseded", "eskimiş"),
        "status.forbidden": ("forbidden", "yasak"),
        "measure.aligned": ("Aligned", "Hizalanan"),
        "measure.approved": ("Approved", "Onaylanan"),
        "measure.term-preferred": ("Preferred terms", "Yeğlenen terimler"),
        "measure.term-hhi": ("Terms, HHI", "Terimler, HHI"),
        "measure.term-ltcr": ("Terms, LTCR", "Terimler, LTCR"),
        "measure.numbers-kept": ("Numbers kept", "Korunan sayılar"),
    }
)
_INDEXES = frozenset({"term-hhi", "term-ltcr"})
_COLUMN = {ENGLISH: 0, TURKISH: 1}


class Words:
    """The words of one language; a name that is missing shows as itself.

    Args:
        language: ``tr`` or ``en``.

    Raises:
        UsageError: a report in this language does not exist.
    """

    def __init__(self, language: Language) -> None:
        if language not in _COLUMN:
            raise UsageError(f"no report in {language!r}", hint="Choose tr or en")
        self.language = language
        self._column = _COLUMN[language]

    def __call__(self, name: str, **values: object) -> str:
        """Return the words of a name with values put in."""
        found = _WORDS.get(name)
        return found[self._column].format(**values) if found else name

    def share(self, value: float) -> str:
        """Return a share as a percentage, written as the language writes it.

        >>> Words(ENGLISH).share(0.914), Words(TURKISH).share(0.914)
        ('91.4 %', '%91,4')
        """
        said = f"{100 * value:.1f}"
        return f"%{said.replace('.', ',')}" if self.language == TURKISH else f"{said} %"

    def measure(self, name: str, value: float) -> str:
        """Return a measure as people write it: indexes between 0 and 1 as numbers, shares of things as percentages."""
        return self.figure(value) if name in _INDEXES else self.share(value)

    def figure(self, value: float) -> str:
        """Return a number with two decimals, written as the language writes it."""
        said = f"{value:.2f}"
        return said.replace(".", ",") if self.language == TURKISH else said
