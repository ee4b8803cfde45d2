"""The five documents are the user's own, byte for byte."""

from hashlib import sha256
from pathlib import Path

import pytest

from parallel.store.manifest import parse_manifest

DIGESTS = {
    "000_4043695e8795e937.txt": "a57643e94f50fb1bb56ec72214a1d44053794bc0f4e94b39feb83d9bbdb9544d",
    "001_3e24223b1193f1a2.txt": "9b654214914b1da1f7155566e2a52f06d04328120bc6207a06a9a064e6aa2469",
    "002_3ff7db10c743b764.txt": "5762dee1b086602d0df29cb7c06228d056c9c7fe18eb179e745cf1d8f9a224c2",
    "003_de60dbc485906d00.txt": "72fdae51229ed6b29a7eab056fd7ccaf6dc611bbf0aa87f773901008dfb852cc",
    "004_1153e0046de7ad24.txt": "88f1451ca4b731d2a896f8f03bce393a169a0e2d875180f729297261930511ef",
}


@pytest.mark.parametrize("name", DIGESTS)
def test_seed_is_untouched(name: str, seeds: Path) -> None:
    """Not a byte of a seed has changed."""
    assert sha256((seeds / name).read_bytes()).hexdigest() == DIGESTS[name]


def test_manifest_lists_every_seed(seeds: Path) -> None:
    """Each text has an entry, and each entry a text."""
    manifest = parse_manifest((seeds / "manifest.yaml").read_bytes(), "manifest.yaml")
    assert {entry.file for entry in manifest.documents} == set(DIGESTS) == {path.name for path in seeds.glob("*.txt")}
    assert [entry.id for entry in manifest.documents] == ["000", "001", "002", "003", "004"]
