"""Articles of any make: added, built and looked over, nothing is wrong, and there is nothing left to do."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parallel.store.workspace import create_workspace
from parallel.workbench.building import build
from parallel.workbench.setup import NewDocument, add_documents
from parallel.workbench.upkeep.repair import examine

TURKISH = (
    "Meclis 1920 yılında Ankara’da toplandı.",
    "Heyet aynı yıl Londra’ya gitti ve konferansa katıldı.",
    "Misak-ı Millî, 28 Ocak 1920’de kabul edildi.1",
    "Görüşmeler uzun sürdü; ancak bir sonuç alınamadı (Bkz. s. 25).",
)
ENGLISH = (
    "The Assembly met in Ankara in 1920.",
    "In the same year the delegation went to London and took part in the conference.",
    "The National Pact was adopted on 28 January 1920.1",
    "The talks took long; yet no result was reached (see p. 25).",
)
LINES = (
    "TÜRK-SOVYET İLİŞKİLERİ",
    "TURKISH-SOVIET RELATIONS",
    "Anahtar Kelimeler: Misak-ı Millî, Ankara",
    "Keywords: National Pact, Ankara",
    "1 Bu telgrafın aslı arşivdedir.",
    "KAYNAKÇA\n\nYılmaz, A. (1970). Bir Deneme. Ankara.",
    "Ayşe YILMAZ*\n\n* Dr., ayse@yilmaz.example",
    "ÖZ ABSTRACT",
    "1. GİRİŞ",
    "- 12 -",
    "\f",
    "  ",
)


def prose(sentences: tuple[str, ...], headings: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Paragraphs, some under a heading."""
    body = st.lists(st.sampled_from(sentences), min_size=1, max_size=4).map(" ".join)
    return st.builds(str.__add__, st.sampled_from(("", *(f"{heading}\n\n" for heading in headings))), body)


ABSTRACTS = (prose(TURKISH, ("ÖZ", "Özet:")), prose(ENGLISH, ("ABSTRACT", "Abstract:")))


@st.composite
def articles(draw: st.DrawFn) -> str:
    """An article in one of the languages, with abstracts, headings, notes and what else a page has, in any order."""
    own = draw(st.sampled_from([TURKISH, ENGLISH]))
    parts = st.one_of(*ABSTRACTS, prose(own, ()), st.sampled_from(LINES))
    gap = draw(st.sampled_from(["\n\n", "\n"]))
    return gap.join((*draw(st.lists(parts, max_size=8)), *own))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(article=articles(), other=articles(), paired=st.booleans())
def test_any_article_makes_a_sound_workspace(article: str, other: str, paired: bool) -> None:  # noqa: FBT001 - drawn
    """Whatever language it is taken for, whatever it lacks: no file is written that is refused afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        workspace = create_workspace(root / "w")
        for name, text in (("a.txt", article), ("b.txt", other)):
            (root / name).write_text(text, "utf-8")
        documents = [NewDocument(path=root / name) for name in ("a.txt", "b.txt")]
        for some in [documents] if paired else [[document] for document in documents]:
            add_documents(workspace, *some)
        build(workspace)
        assert [str(trouble) for trouble in examine(workspace)] == []
        assert build(workspace).built == 0
