"""Term bases in the formats of other tools."""

from pathlib import Path

import pytest

from conftest import REPOSITORY
from parallel.errors import UsageError
from parallel.model.bitext import Languages
from parallel.store.glossary import load_glossary
from parallel.workbench.glossary.files import read_terms, write_terms


@pytest.mark.parametrize("style", ["tbx", "tbx-dct"])
def test_yaml_to_tbx_to_yaml_is_identical(style: str, tmp_path: Path) -> None:
    """The whole curated glossary, byte for byte, in both styles."""
    curated = load_glossary(REPOSITORY / "glossary", "glossary")
    yaml = "".join(write_terms(curated, "yaml", Languages()))
    (tmp_path / "g.yaml").write_text(yaml, "utf-8")
    first = read_terms(str(tmp_path / "g.yaml"), None, Languages()).termbase
    (tmp_path / "g.tbx").write_text("".join(write_terms(first, style, Languages())), "utf-8")
    read = read_terms(str(tmp_path / "g.tbx"), None, Languages())
    assert read.problems == ()
    assert "".join(write_terms(read.termbase, "yaml", Languages())) == yaml


def test_forms_are_told_by_their_names(tmp_path: Path) -> None:
    """A folder is YAML, other names by their end in any case; standard input must say."""
    (tmp_path / "A.YAML").write_text("- {id: a, domain: d, definition: x}\n", "utf-8")
    assert len(read_terms(str(tmp_path / "A.YAML"), None, Languages()).termbase) == 1
    (tmp_path / "A.YAML").rename(tmp_path / "a.yaml")
    assert len(read_terms(str(tmp_path), None, Languages()).termbase) == 1
    with pytest.raises(UsageError, match="what form"):
        read_terms("-", None, Languages(), stdin=b"")


def test_tbx_from_standard_input() -> None:
    """It need not be a file."""
    data = '<tbx><text><body><conceptEntry id="a"><langSec xml:lang="tr"><termSec><term>x</term></termSec></langSec>'
    data += "</conceptEntry></body></text></tbx>"
    assert len(read_terms("-", "tbx", Languages(), stdin=data.encode()).termbase) == 1
