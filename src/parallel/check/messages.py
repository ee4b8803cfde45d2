"""What findings say, in every language of the program: the one place where these words stand."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypedDict

from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.finding import Finding, Message

MESSAGES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "addition": (
            "the translation seems to add something: {there} characters for {here}",
            "çeviride fazladan bir şey var gibi: {here} karaktere karşılık {there} karakter",
        ),
        "brackets.alone": (
            "“{mark}” has no partner in this paragraph",
            "“{mark}” ayracının bu paragrafta eşi yok",
        ),
        "brackets.copied": (
            "“{mark}” has no partner in this paragraph, nor in the source",
            "“{mark}” ayracının bu paragrafta eşi yok, kaynakta da yok",
        ),
        "characters.broken": (
            "control, private or replacement characters in the {side}",
            "{side} denetim, özel kullanım ya da yerine koyma karakterleri var",
        ),
        "characters.composed": (
            "letters and marks are not composed (NFC) in the {side}",
            "{side} harflerle imleri birleştirilmemiş (NFC)",
        ),
        "characters.decoded": (
            "letters decoded with the wrong encoding in the {side}",
            "{side} yanlış kodlamayla okunmuş harfler var",
        ),
        "characters.invisible": ("invisible characters in the {side}", "{side} görünmeyen karakterler var"),
        "characters.script": (
            "letters of another script inside a word in the {side}",
            "{side} sözcük içinde başka bir alfabenin harfleri var",
        ),
        "characters.source": ("source", "kaynakta"),
        "characters.target": ("target", "çeviride"),
        "citation.lost": (
            "the citation {cited} is missing in the translation",
            "{cited} atfı çeviride yok",
        ),
        "citation.renamed": ("{cited} became {here}", "{cited} yerine {here} yazılmış"),
        "date.differ": (
            "the dates differ: {here} in the source, {there} in the translation",
            "tarihler farklı: kaynakta {here}, çeviride {there}",
        ),
        "date.lost": ("the date {date} is missing in the translation", "{date} tarihi çeviride yok"),
        "date.named": (
            "{here} in the source, {there} in the translation",
            "kaynakta {here}, çeviride {there}",
        ),
        "date.new": ("the date {date} is not in the source", "{date} tarihi kaynakta yok"),
        "date.swapped": (
            "day and month are exchanged: {here} in the source, {there} in the translation",
            "gün ile ay yer değiştirmiş: kaynakta {here}, çeviride {there}",
        ),
        "doubled-word": ("“{word}” stands twice", "“{word}” iki kez yazılmış"),
        "glossary.count": (
            "{term} occurs {here}×, its renderings {there}×",
            "{term} {here} kez, karşılıkları {there} kez geçiyor",
        ),
        "glossary.deprecated": (
            "“{here}” is deprecated for {term}{reason}",
            "“{here}”, {term} için önerilmeyen bir karşılık{reason}",
        ),
        "glossary.forbidden": (
            "“{here}” is forbidden for {term}{reason}",
            "“{here}”, {term} için yasak bir karşılık{reason}",
        ),
        "glossary.missing": (
            "{term} has no rendering; expected “{best}”",
            "{term} karşılıksız kalmış; beklenen: “{best}”",
        ),
        "glossary.preferred": ("preferred: “{best}”", "yeğlenen: “{best}”"),
        "glossary.superseded": (
            "“{here}” is superseded for {term}{reason}",
            "“{here}”, {term} için eskimiş bir karşılık{reason}",
        ),
        "glossary.untranslated": (
            "{term} is left untranslated; expected “{best}”",
            "{term} çevrilmeden bırakılmış; beklenen: “{best}”",
        ),
        "glossary.unwanted": (
            "“{here}” for {term}; asked for here: “{best}”",
            "{term} için “{here}” yazılmış; burada istenen: “{best}”",
        ),
        "mispaired": (
            "source and translation have next to nothing in common",
            "kaynakla çevirinin ortak yanı yok gibi",
        ),
        "mispaired.rival": (
            "the translation of row {row} fits its source better",
            "{row} numaralı satırın çevirisi bu kaynağa daha çok uyuyor",
        ),
        "name.spelt": ("“{here}” is spelt “{usual}” elsewhere", "“{here}” başka yerlerde “{usual}” diye yazılmış"),
        "negation.lost": ("“{word}” is negated, the English is not", "“{word}” olumsuz, İngilizcesi değil"),
        "negation.new": ("“{word}” has no counterpart in the Turkish", "“{word}” sözünün Türkçede karşılığı yok"),
        "number.changed": (
            "the source has {gone}, the translation {came}",
            "kaynakta {gone}, çeviride {came} var",
        ),
        "number.lost": ("{gone} is missing in the translation", "{gone} çeviride yok"),
        "number.new": ("{came} is not in the source", "{came} kaynakta yok"),
        "omission": (
            "the translation seems to leave something out: {there} characters for {here}",
            "çeviride bir şey eksik gibi: {here} karaktere karşılık {there} karakter",
        ),
        "quotes.source": (
            "quotation marks do not pair up in this paragraph of the source",
            "kaynağın bu paragrafında tırnak işaretlerinden birinin eşi yok",
        ),
        "quotes.target": (
            "quotation marks do not pair up in this paragraph of the translation",
            "çevirinin bu paragrafında tırnak işaretlerinden birinin eşi yok",
        ),
        "same-source": (
            "the same source is translated “{usual}” elsewhere",
            "aynı kaynak başka yerde “{usual}” diye çevrilmiş",
        ),
        "same-target": (
            "the same translation stands for “{other}”",
            "aynı çeviri “{other}” için de kullanılmış",
        ),
        "spacing.after-comma": ("no space after the comma", "virgülden sonra boşluk yok"),
        "spacing.around": ("white space around the translation", "çevirinin başında ya da sonunda boşluk var"),
        "spacing.before-comma": ("a space before the comma", "virgülden önce boşluk var"),
        "spacing.before-mark": ("a space before the punctuation mark", "noktalama işaretinden önce boşluk var"),
        "spacing.closing": ("a space before the closing bracket", "kapanan ayraçtan önce boşluk var"),
        "spacing.doubled": ("a doubled punctuation mark", "noktalama işareti iki kez yazılmış"),
        "spacing.opening": ("a space after the opening bracket", "açılan ayraçtan sonra boşluk var"),
        "spacing.several": ("more than one space", "birden çok boşluk var"),
        "untranslated.part": ("“{words}” is left in the source language", "“{words}” kaynak dilinde bırakılmış"),
        "untranslated.whole": ("the text was not translated", "metin çevrilmemiş"),
        "varies": (
            "{term} is “{here}” here and “{usual}” elsewhere",
            "{term} burada “{here}”, başka yerlerde “{usual}”",
        ),
        "varies.in": (
            "{term} is “{here}” here and “{usual}” in {where}",
            "{term} burada “{here}”, şuralarda “{usual}”: {where}",
        ),
    }
)
"""English and Turkish by key, the check's name first; “varies” belongs to three checks.

Turkish sentences are made so that no suffix touches a placeholder.
"""
_COLUMN = {ENGLISH: 0, TURKISH: 1}


class Told(TypedDict):
    """The fields of a finding that say what is wrong."""

    message: str
    said: tuple[Message, ...]


def told(key: str, **values: str | int | Message) -> Told:
    """Return what a finding says, for its fields.

    >>> told("number.new", came="30")["message"]
    '30 is not in the source'
    """
    return told_all(message(key, **values))


def told_all(*said: Message) -> Told:
    """Return what a finding of several messages says, one after the other."""
    return Told(message=_words(said, ENGLISH), said=said)


def message(key: str, **values: str | int | Message) -> Message:
    """Return a message of the catalogue with its values."""
    return Message(key, tuple((name, str(v) if isinstance(v, int) else v) for name, v in values.items()))


def message_in(finding: Finding, language: Language) -> str:
    """Return what a finding says in a language; in English where it comes from elsewhere or no other words are known.

    >>> from parallel.model.finding import Severity
    >>> found = Finding(check="number", severity=Severity.WARNING, row=0, **told("number.new", came="30"))
    >>> message_in(found, TURKISH)
    '30 kaynakta yok'
    """
    return _words(finding.said, language) if finding.said and language in _COLUMN else finding.message


def _words(said: tuple[Message, ...], language: Language) -> str:
    return "; ".join(_word(each, language) for each in said)


def _word(said: Message, language: Language) -> str:
    values = {name: _word(v, language) if isinstance(v, Message) else v for name, v in said.values}
    return MESSAGES[said.key][_COLUMN[language]].format(**values)
