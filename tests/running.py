"""The command as a user runs it, in process and out of it."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from parallel.cli.app import _described, main


@dataclass(frozen=True)
class Result:
    """What a run left behind."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Runner:
    """Runs ``tren`` in a process of its own, in a folder of its own."""

    folder: Path

    def __call__(self, *words: str, stdin: bytes = b"", env: dict[str, str] | None = None) -> Result:
        """Run the command with these words."""
        done = subprocess.run(
            [sys.executable, "-m", "parallel", *words],
            cwd=self.folder,
            input=stdin,
            capture_output=True,
            env={**os.environ, **(env or {})},
            check=False,
            timeout=120,
        )
        return Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace"))


class Swift(Runner):
    """Runs ``tren`` inside the test's own process: what a person sees is the same, and it starts at once."""

    def __call__(self, *words: str, stdin: bytes = b"", env: dict[str, str] | None = None) -> Result:
        """Run the command with these words."""
        done = CliRunner().invoke(main, ["-C", str(self.folder), *words], input=stdin, env=env)
        if done.exception is None or isinstance(done.exception, SystemExit):
            return Result(done.exit_code, done.stdout, done.stderr)
        said, code = _described(done.exception)
        return Result(code, done.stdout, f"{done.stderr}error: {said}\n")


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder with its bytes; the lock and the cache do not count."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".tren" not in path.parts
    }
