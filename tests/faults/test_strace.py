"""A1 as the kernel does it: SIGKILL at the k-th write, fsync, rename or unlink of the real command."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from running import Swift

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("strace"), reason="STRACE RIG NOT RUN: strace is not installed"),
]
CALLS = ("fsync", "rename", "unlink", "ftruncate", "mkdir", "write")
MOST = 200 if os.environ.get("TREN_FULL") else 6


@pytest.mark.parametrize("call", CALLS)
def test_killed_by_the_kernel(call: str, translated: Swift, tmp_path: Path) -> None:
    """Each time: the pair is old or new, and the next command works with no repair step."""
    old = translated("edit", "list", "tr~en").out
    new = old.replace("\tauto\t", "\tapproved\t", 1)
    for at in range(1, MOST + 1):
        folder = tmp_path / f"{at}"
        shutil.copytree(translated.folder, folder)
        inject = f"inject={call}:signal=SIGKILL:when={at}"
        command = [sys.executable, "-m", "parallel", "edit", "approve", "tr~en", "1"]
        traced = ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={call}", "-e", inject, *command]
        code = subprocess.run(traced, cwd=folder, capture_output=True, check=False).returncode
        work = Swift(folder)
        seen = [line.split("\t")[3] for line in work("edit", "list", "tr~en").out.splitlines()[1:]]
        states = [[line.split("\t")[3] for line in text.splitlines()[1:]] for text in (old, new)]
        assert seen in ([states[1]] if code == 0 else states)
        assert work("edit", "approve", "tr~en", "2").code == 0
        assert work("build").code == 0
        if code == 0:
            return
