"""``python -m parallel`` is ``tren``."""

from parallel.cli.app import run

if __name__ == "__main__":
    run()
