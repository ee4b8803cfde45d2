"""A15: Ctrl-C and SIGTERM in a build: finished documents stay, and the same command does only the rest."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from running import Swift, snapshot

TIMES = 20 if os.environ.get("TREN_FULL") else 3


def several(translated: Swift, folder: Path) -> Path:
    """Make a workspace of four documents that were not built yet."""
    shutil.copytree(translated.folder, folder)
    shutil.rmtree(folder / ".tren", ignore_errors=True)
    work = Swift(folder)
    for number in range(3):
        source = folder.parent / f"more{number}.txt"
        source.write_text((folder / "seeds" / "tr.txt").read_text("utf-8") * (number + 2), "utf-8")
        assert work("add", str(source), "--lang", "tr").code == 0
    for name in ("exports", ".tren/cache"):
        shutil.rmtree(folder / name, ignore_errors=True)
    return folder


def outcome(folder: Path) -> dict[str, bytes]:
    """Return what a build made."""
    return {name: data for name, data in snapshot(folder).items() if name.startswith(("aligned", "exports"))}


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_a_stopped_build_goes_on_where_it_was(stop: signal.Signals, translated: Swift, tmp_path: Path) -> None:
    """Stopped at any moment: within two seconds, and a second run ends as an uninterrupted one."""
    whole = several(translated, tmp_path / "whole")
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-m", "parallel", "build"], cwd=whole, capture_output=True, check=False)
    assert done.returncode == 0, done
    took = time.monotonic() - started
    expected = outcome(whole)
    dice = random.Random(15)
    for number in range(TIMES):
        folder = several(translated, tmp_path / f"{stop}-{number}")
        command = [sys.executable, "-m", "parallel", "build"]
        with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.PIPE) as running:
            time.sleep(0.6 + dice.random() * max(0.1, took - 0.6))
            asked = time.monotonic()
            running.send_signal(stop)
            code = running.wait()
            # On a machine so busy that the whole build takes long, stopping may take longer too.
            assert time.monotonic() - asked < max(2, took / 2)
        assert code in {0, 130}
        assert not list(folder.rglob("*.tmp"))
        again = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        assert again.returncode == 0, again
        assert outcome(folder) == expected


@pytest.mark.slow
def test_a_command_stopped_while_it_is_loaded(translated: Swift) -> None:
    """Told to end at any moment after the interpreter itself has started: one line and 130, or done."""
    dice = random.Random(16)
    begun = "import runpy, signal, sys; print(flush=True); runpy.run_module('parallel', run_name='__main__')"
    for _ in range(TIMES * 8):
        command = [sys.executable, "-c", begun, *dice.choice([["lookup", "Misak-ı Milli"], ["edit", "list", "tr~en"]])]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, cwd=translated.folder, stdout=pipe, stderr=pipe) as running:
            assert running.stdout is not None
            running.stdout.readline()
            time.sleep(0.04 + dice.random() * 0.3)
            running.send_signal(dice.choice([signal.SIGINT, signal.SIGTERM]))
            said = running.communicate()[1].strip()
            # NumPy, stopped while it is loaded, says so in a line of its own before.
            assert (running.returncode, said[-15:]) in {(0, b""), (130, b"error: stopped.")}
            assert b"Traceback" not in said
