"""What each check is called, reports and asks for, in every language of the program."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from parallel.check.registry import CHECKS
from parallel.model.document import TURKISH, Language


@dataclass(frozen=True, slots=True)
class Description:
    """A check in the words of one language."""

    name: str
    """A few words without a full stop."""
    summary: str
    """One line: what it reports."""
    silenced_by: str
    """One line: what an editor changes to make a finding go away."""


_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "addition": "addition",
        "brackets": "brackets",
        "characters": "characters",
        "citation": "citation",
        "date": "date",
        "doubled-word": "doubled word",
        "glossary-count": "rendered more or less often",
        "glossary-forbidden": "forbidden rendering",
        "glossary-missing": "term without its rendering",
        "glossary-not-preferred": "rendering that is not preferred",
        "inconsistent-acronym": "acronym used in several ways",
        "inconsistent-name": "name spelt in several ways",
        "inconsistent-rendering": "rendered in several ways",
        "mispaired": "sentences that may not belong together",
        "negation": "negation",
        "number": "number",
        "omission": "omission",
        "quotes": "quotation marks",
        "same-source": "same source, other translation",
        "same-target": "other source, same translation",
        "spacing": "spacing",
        "untranslated": "left untranslated",
    }
)
"""English names; summary and remedy in English stand in the checks themselves."""
_TURKISH: Mapping[str, Description] = MappingProxyType(
    {
        "addition": Description(
            "fazladan metin",
            "Çeviri, kaynaktan fazlasını söylüyor gibi.",
            "Fazlalığı çıkarın, köşeli ayraç içine alın ya da bulguyu geçin.",
        ),
        "brackets": Description(
            "ayraçlar",
            "Çevirideki bir ayracın paragrafta eşi yok.",
            "Eksik ayracı ekleyin ya da fazla olanı silin.",
        ),
        "characters": Description(
            "karakterler",
            "Metinde denetim karakterleri, yanlış okunmuş, benzer görünen ya da görünmeyen karakterler var.",
            "Karakteri düzeltin; kaynakta ise belgeyi yeniden temizleyin.",
        ),
        "citation": Description(
            "atıf",
            "Ayraç içindeki bir atıf kaybolmuş ya da başka bir yazarı gösteriyor.",
            "Atfı geri koyun ya da yazarla yılı cümlede anın.",
        ),
        "date": Description(
            "tarih",
            "Çevirideki bir tarih kaynakla çelişiyor: gün, ay ya da yıl başka, yahut gün ile ay yer değiştirmiş.",
            "Tarihi düzeltin; iki yanda da her yazım anlaşılır.",
        ),
        "doubled-word": Description(
            "yinelenen sözcük",
            "Çeviride aynı sözcük arka arkaya iki kez yazılmış.",
            "Sözcüklerden birini silin; ikisi de gerekliyse araya virgül koyun.",
        ),
        "glossary-count": Description(
            "terim sayısı tutmuyor",
            "Bir kavram iki yanda aynı sayıda anılmıyor.",
            "Kavramı kaynaktaki kadar anın ya da bilerek zamire bırakın.",
        ),
        "glossary-forbidden": Description(
            "yasak karşılık",
            "Çeviride terim tabanının yasakladığı bir karşılık var.",
            "Yeğlenen karşılığı kullanın ya da terimin durumunu tabanda değiştirin.",
        ),
        "glossary-missing": Description(
            "terimin karşılığı yok",
            "Kaynaktaki bir kavramın hiçbir karşılığı çeviride geçmiyor.",
            "Terim tabanındaki bir karşılığı kullanın ya da kullanılanı kabul edilenlere ekleyin.",
        ),
        "glossary-not-preferred": Description(
            "yeğlenmeyen karşılık",
            "Çeviride terim tabanının önermediği ya da burada istenmeyen bir karşılık var.",
            "Yeğlenen karşılığı kullanın ya da bu çalışma için kullanılanı yeğleyin.",
        ),
        "inconsistent-acronym": Description(
            "tutarsız kısaltma",
            "Kaynaktaki bir kısaltma başka satırlarda başka bir kısaltmayla karşılanmış.",
            "Her yerde aynı kısaltmayı kullanın ya da adı açık yazın.",
        ),
        "inconsistent-name": Description(
            "tutarsız ad",
            "Bir ad çevirinin başka satırlarında başka türlü yazılmış ya da çevrilmiş.",
            "Adı her yerde aynı yazın; çoğul ve iyelik ekleri sayılmaz.",
        ),
        "inconsistent-rendering": Description(
            "tutarsız karşılık",
            "Kaynaktaki bir terim başka satırlarda başka türlü karşılanmış.",
            "Terime her yerde aynı karşılığı verin; ayrım bilerek yapıldıysa bulguyu geçin.",
        ),
        "mispaired": Description(
            "yanlış eşleşmiş olabilir",
            "Bir satırın iki yanı birbirinin çevirisi gibi görünmüyor.",
            "Satırları yeniden hizalayın ya da çeviriyi kendi kaynağının yanına taşıyın.",
        ),
        "negation": Description(
            "olumsuzluk",
            "İki yandan biri olumsuz, öteki değil.",
            "Olumsuzluğu geri koyun ya da fazladan olanı kaldırın.",
        ),
        "number": Description(
            "sayı",
            "Çevirideki bir sayı kaynakta yok ya da kaynaktaki bir sayı kaybolmuş.",
            "Sayıyı düzeltin; iki dilin yazımı da, yazıyla yazılan sayılar da anlaşılır.",
        ),
        "omission": Description(
            "eksik çeviri",
            "Kaynağın bir bölümü çeviride yok gibi.",
            "Eksik olanı çevirin; çeviri bilerek kısaltıldıysa bulguyu geçin.",
        ),
        "quotes": Description(
            "tırnaklar",
            "Paragrafta açılıp kapanmayan ya da açılmadan kapanan bir tırnak işareti var.",
            "Çevirideki tırnakları eşleştirin ya da kaynaktakileri aynı biçimde bırakın.",
        ),
        "same-source": Description(
            "aynı kaynak, başka çeviri",
            "Yinelenen bir kaynak metin başka türlü çevrilmiş.",
            "Her geçtiği yere aynı çeviriyi koyun; bağlam iki çeviri istiyorsa bulguyu geçin.",
        ),
        "same-target": Description(
            "başka kaynak, aynı çeviri",
            "Farklı kaynak metinlerin çevirisi aynı.",
            "Çevirilerden birinin yanlış satıra yapıştırılıp yapıştırılmadığına bakın.",
        ),
        "spacing": Description(
            "boşluklar",
            "Çevirideki boşluklar ve noktalama alışılmış kurallara uymuyor.",
            "Boşluğu ya da işareti düzeltin.",
        ),
        "untranslated": Description(
            "çevrilmemiş",
            "Kaynak metnin sözcükleri çeviride olduğu gibi duruyor.",
            "Sözcükleri çevirin; bilerek bırakılan terimi ayraç ya da tırnak içine alın.",
        ),
    }
)


def describe(check: str, language: Language) -> Description:
    """Return a check in the words of a language: Turkish where that is asked for, else English.

    A check that is none of ours is called by its id and says nothing of itself.

    >>> describe("number", TURKISH).name
    'sayı'
    """
    known = CHECKS.get(check)
    if known is None:
        return Description(check, "", "")
    if language == TURKISH:
        return _TURKISH[check]
    return Description(_NAMES[check], known.summary, known.silenced_by)
