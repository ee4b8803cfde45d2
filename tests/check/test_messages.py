"""What findings and checks say, in both languages."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

import parallel.check
from check.trial import findings
from parallel.check.describing import describe
from parallel.check.messages import MESSAGES, message, message_in, told, told_all
from parallel.check.registry import CHECKS
from parallel.model.document import ENGLISH, TURKISH, Language
from parallel.model.finding import Finding, Severity

FOLDER = Path(parallel.check.__file__).parent
TURKISH_LETTERS = frozenset("çğıöşüÇĞİÖŞÜ")


def placeholders(text: str) -> list[str]:
    """Return the names of what is put into a text, sorted."""
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name)


@pytest.mark.parametrize("key", sorted(MESSAGES))
def test_both_languages_have_the_same_placeholders(key: str) -> None:
    """Nothing said in one language is lost in the other, and the two differ."""
    english, turkish = MESSAGES[key]
    assert placeholders(english) == placeholders(turkish)
    assert english != turkish


@pytest.mark.parametrize("key", sorted(MESSAGES))
def test_no_suffix_touches_a_placeholder(key: str) -> None:
    """What is put in may end in any sound, so Turkish never hangs an ending on it."""
    assert not re.search(r"\}[”’']*[\w’']", MESSAGES[key][1])


def test_every_message_is_used() -> None:
    """No key of the catalogue is said by nobody."""
    sources = [path for path in FOLDER.rglob("*.py") if path.name != "messages.py"]
    said = {
        node.value
        for path in sources
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    composed = {key for key in MESSAGES if key.startswith(("characters.source", "characters.target", "glossary."))}
    assert set(MESSAGES) - said - composed == set()


@pytest.mark.parametrize(
    ("check", "pair", "turkish"),
    [
        ("number", ("20 kişi geldi.", "30 people came."), "kaynakta 20, çeviride 30 var"),
        ("date", ("4 Eylül 1919’da", "on 9 April 1919"), "gün ile ay yer değiştirmiş"),
        ("glossary-forbidden", ("Sevr Antlaşması", "the Treaty of Sevr"), "yeğlenen: “Treaty of Sèvres”"),
        ("characters", ("Geldi.", "He came.\x07"), "çeviride denetim"),
        ("untranslated", ("Karar barış ve huzur getirdi.", "It brought barış ve huzur too."), "kaynak dilinde"),
    ],
)
def test_findings_speak_turkish(check: str, pair: tuple[str, str], turkish: str) -> None:
    """The same finding in both languages, its values and words of its own in each."""
    found = findings(check, [pair])[0]
    assert turkish in message_in(found, TURKISH)
    assert message_in(found, ENGLISH) == found.message
    assert turkish not in found.message


def test_messages_follow_each_other() -> None:
    """Several messages of one finding are parted by a semicolon."""
    said = told_all(message("mispaired"), message("mispaired.rival", row=3))
    found = Finding(check="mispaired", severity=Severity.WARNING, row=0, **said)
    assert found.message.endswith("; the translation of row 3 fits its source better")
    assert message_in(found, TURKISH).endswith("; 3 numaralı satırın çevirisi bu kaynağa daha çok uyuyor")


def test_other_languages_and_other_findings_stay_english() -> None:
    """A language the catalogue lacks gets English, and a finding with words of its own keeps them."""
    found = Finding(check="number", severity=Severity.WARNING, row=0, **told("number.new", came="3"))
    assert message_in(found, Language("fr")) == found.message
    own = Finding(check="own", severity=Severity.WARNING, row=0, message="odd")
    assert message_in(own, TURKISH) == "odd"


@pytest.mark.parametrize("check", sorted(CHECKS))
def test_checks_describe_themselves_in_turkish(check: str) -> None:
    """Name, summary and remedy: sentences of their own in each language."""
    english, turkish = describe(check, ENGLISH), describe(check, TURKISH)
    assert (english.summary, english.silenced_by) == (CHECKS[check].summary, CHECKS[check].silenced_by)
    for one, other in ((turkish.summary, english.summary), (turkish.silenced_by, english.silenced_by)):
        assert one.endswith(".")
        assert one != other
        assert not TURKISH_LETTERS.isdisjoint(one)
    assert turkish.name
    assert english.name


def test_an_unknown_check_is_called_by_its_id() -> None:
    """A finding of a check brought from elsewhere can be shown too."""
    assert describe("own", TURKISH).name == "own"
