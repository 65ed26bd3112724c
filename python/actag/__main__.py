"""The command `actag`, the same program that Rust builds."""

import signal
import sys

from . import _actag


def main() -> int:
    """Runs the command with what was typed; returns the exit code."""
    # Python notes a Ctrl-C for later, and there is no later while the program runs.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return _actag.main(["actag", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
