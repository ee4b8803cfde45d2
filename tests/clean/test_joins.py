"""What becomes of line ends."""

import pytest

from clean.view import cleaned, dropped, raw, texts
from parallel.clean import clean_document

FILL = "Bu satırın sonunda bir boşluk vardır ve söz burada bitmiş sayılır; "


def joined(left: str, right: str, *more: str) -> str:
    """Return what two lines become, between lines that end with a space."""
    return texts(cleaned(FILL, left, right, *([FILL] * 3), *more))[0]


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("Anado-", "lu topraklarında kaldı. ", "Anadolu topraklarında"),
        ("Bolşevik- ", "ler lehine gelişti. ", "Bolşevikler lehine"),
        ("Rus-", "ya’dan sonra geldi. ", "Rusya’dan sonra"),
        ("Osmanlı- ", "Rus savaşı başladı. ", "Osmanlı-Rus savaşı"),
        ("ss. 875-", "876 arasında yazılıdır. ", "875-876 arasında"),
        ("A-", "3-7-B sayılı belge. ", "A-3-7-B sayılı"),
        ("Misak-", "ı Millî kabul edildi. ", "Misak-ı Millî"),
        ("İLİŞKİLE-", "RİNİN TARİHİ YAZILDI ", "İLİŞKİLERİNİN TARİHİ"),
        ("askeri-", "siyasi anlaşma yapıldı. ", "askeri-siyasi anlaşma"),
        ("sürdüre-", "bilmek için uğraştı. ", "sürdürebilmek için"),
        ("bir yol – ", "uzun ve dar – vardı. ", "yol – uzun"),
        ("söz-", "(bkz. not) bitti. ", "söz-(bkz. not)"),
    ],
)
def test_hyphen(left: str, right: str, wanted: str) -> None:
    """A broken word loses its hyphen; a compound, a range and an izafet keep it."""
    assert wanted in joined(left, right)


def test_hyphen_is_accounted_for() -> None:
    """The hyphen of a broken word is a drop with its own reason."""
    assert ("-", "hyphen", "line-ends") in dropped(cleaned("Anado-", "lu’da kaldı."))


def test_words_of_the_document_decide() -> None:
    """A form that the document has unbroken elsewhere is the right one."""
    assert "kuvva-yi milliye" in joined("Yine kuvva-", "yi milliye geldi. ", "Önce kuvva-yi milliye vardı. ")
    assert "bilmemneci adam" in joined("Bir bilmem-", "neci adam geldi. ", "O bilmemneci adam vardı. ")


def test_no_trailing_space_breaks_a_word() -> None:
    """Where other lines end with a space, none and a small letter below mean a broken word."""
    assert "Birliği imzaladı" in joined("Antlaşmayı Sovyetler Bir", "liği imzaladı. ")
    assert "gece duyuldu" in joined("Haber o gece", "duyuldu ve yayıldı. ")
    assert "yeni Ankara" in joined("Heyet yeni", "Ankara’ya döndü. ")


def test_without_layout_the_words_tell() -> None:
    """Trailing spaces lost: the subword model knows which halves belong together."""
    document = cleaned(
        "Sovyetler bu sırada İngiltere ile bir ticaret antlaş",
        "ması yapmak için müzakerelerde bulunuyorlardı. Türki",
        "ye ile İngiltere’ye karşı yapılacak bir ittifak bu ant",
        "laşmaya engel olabilirdi. Diğer taraftan müzakereler sıra",
        "sında Ermenilerle bir antlaşma imzalandı ve bu yeni",
        "durum herkesi sevindirdi.",
    )
    assert texts(document)[0].startswith(
        "Sovyetler bu sırada İngiltere ile bir ticaret antlaşması yapmak için müzakerelerde bulunuyorlardı. Türkiye ile"
    )
    assert "bu antlaşmaya engel" in texts(document)[0]
    assert "bu yeni durum" in texts(document)[0]


def test_english_lines_are_not_judged_by_turkish_words() -> None:
    """Without trailing spaces, the lines of an English abstract keep their words."""
    document = cleaned(
        "Abstract",
        "The rulers of the state became the focus of the",
        "events and the policies of the war were changed by",
        "them.",
    )
    assert (
        texts(document)[1]
        == "The rulers of the state became the focus of the events and the policies of the war were changed by them."
    )


def test_without_a_model_the_document_must_do() -> None:
    """No judge: only the document's own words speak."""
    lines = [
        FILL,
        "Onlar bir kardeş-",
        "lik ve bir antlaşma-",
        "lar düzeni kurdu. ",
        "Yine de barış-",
        "sever insanlar vardı. ",
        "Bu barış sever. ",
    ]
    text = clean_document(raw("\n".join(lines)), judge=None).passages[0].text
    assert "kardeşlik ve" in text
    assert "antlaşmalar düzeni" in text


@pytest.mark.parametrize("line", ["-", "--", "—", "a -"])
def test_lone_hyphens_do_no_harm(line: str) -> None:
    """A hyphen that ends no word is a dash."""
    assert texts(cleaned(FILL, line, "sonra bitti. "))


def test_soft_hyphen_at_a_line_end_goes() -> None:
    """It was never meant to be seen."""
    assert "Anadolu’da" in joined("Anado\u00ad", "lu’da kaldı. ")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Mektebe yeni rüşdiye", "muallimi geldi."),
        ("Mutasarrıf, sancağın", "asayişini sağladı."),
        ("Yağmur yağdı ve barakalar", "kışın soğuğuna dayanamadı."),
        ("Köyde yalnız bir", "mektep vardı."),
        ("Cephane limandan", "kağnılarla taşındı."),
    ],
)
def test_words_the_model_does_not_know_stay_two(left: str, right: str) -> None:
    """Where a document breaks no words without a hyphen, rare words that meet at a line's end are not run together."""
    assert f"{left} {right}" in joined(left, right)
