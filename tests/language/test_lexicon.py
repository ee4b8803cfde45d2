"""Reading the own-written lexicon."""

import pytest

from parallel.errors import ParallelError
from parallel.language.lexicon import lexicon_files, parse_lexicon, shipped_lexicon


def test_entries_have_a_stem_and_ranked_glosses() -> None:
    """Comments and empty lines are passed over, spaces around glosses dropped."""
    text = "# verbs\n\nfethet\tconquer ; capture;\nsulh\tpeace  # old word\n"
    assert list(parse_lexicon(text)) == [("fethet", ("conquer", "capture")), ("sulh", ("peace",))]


@pytest.mark.parametrize("line", ["barış peace", "\tpeace", "barış\t", "barış\t ; ;"])
def test_malformed_entries_are_refused(line: str) -> None:
    """A line without both sides is an error that names the file."""
    with pytest.raises(ParallelError, match="lexicon entry") as caught:
        list(parse_lexicon(line, where="lexicon.test.tsv"))
    assert caught.value.where == "lexicon.test.tsv"


def test_all_files_are_found() -> None:
    """The shipped files, in a fixed order."""
    names = lexicon_files()
    assert names == tuple(sorted(names))
    assert {"lexicon.general.tsv", "lexicon.history.tsv", "lexicon.verbs.tsv"} <= set(names)


def test_the_whole_lexicon_is_keyed_by_compared_form() -> None:
    """Stems are in lower case without circumflexes; thousands of them."""
    lexicon = shipped_lexicon()
    assert len(lexicon) > 4000
    assert "lover" in lexicon["aşık"]
    assert all(glosses for glosses in lexicon.values())
