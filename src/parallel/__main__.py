"""``python -m parallel`` is ``tren``.

Ctrl-C and SIGTERM are heard from here on: loading the rest takes longer than many a command.
"""

import signal
import sys

_INTERRUPTED = 130


def main() -> None:
    """Load the command, run it, and leave with the status ``--help`` promises."""
    status = _INTERRUPTED
    try:
        signal.signal(signal.SIGTERM, _stop)
        from parallel.cli.app import run  # noqa: PLC0415  (see above)

        status = run()
    except KeyboardInterrupt:
        sys.stderr.write("error: stopped.\n")
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # while the interpreter puts itself away
    sys.exit(status)


def _stop(number: int, frame: object) -> None:
    """Take being told to end for Ctrl-C: what is begun is put away, what is done stays."""
    del number, frame
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
