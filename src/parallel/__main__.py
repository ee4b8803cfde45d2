"""``python -m parallel`` is ``tren``.

Ctrl-C and SIGTERM are heard from here on: loading the rest takes longer than many a command.
"""

import os
import signal
import sys
from contextlib import suppress

_INTERRUPTED = 130


class _Stop:
    """Takes being told to end for Ctrl-C: what is begun is put away, what is done stays."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self, number: int, frame: object) -> None:
        """Hear a signal, and remember it: a library that is being loaded may make another error of it."""
        del number, frame
        self.asked = True
        raise KeyboardInterrupt


def main() -> None:
    """Load the command, run it, and leave with the status ``--help`` promises."""
    stop = _Stop()
    status = _INTERRUPTED
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            if signal.getsignal(number) is not signal.SIG_IGN:  # as it is behind nohup
                signal.signal(number, stop)
        from parallel.cli.app import run  # noqa: PLC0415  (see above)

        status = run(lambda: stop.asked)
    except KeyboardInterrupt:
        sys.stderr.write("error: stopped.\n")
    if stop.asked:
        # CPython keeps in mind an interrupt that fell into an exec(), as in the making of a dataclass, and would in the
        # end kill itself by SIGINT, whatever was made of it.
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(status)
    sys.exit(status)


if __name__ == "__main__":
    main()
