"""What a long command is doing, on the screen of whoever waits for it."""

import sys
import time

from samenspel.cli.words import WORDS

PATIENCE = 1.0  # seconds before anything is said: short work needs no words


class Progress:
    """Says on standard error which step is running and how far it is; silent when that is not a screen."""

    def __init__(self, lang: str) -> None:
        """Speak `lang`."""
        self.lang = lang
        self.screen = sys.stderr.isatty()
        self.started = time.monotonic()
        self.now = ""
        self.said = 0.0

    def __enter__(self) -> "Progress":
        """Start the clock."""
        return self

    def __exit__(self, *_: object) -> None:
        """Wipe the line."""
        if self.said:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def step(self, key: str) -> None:
        """A new step has begun."""
        self.now = WORDS[key][self.lang]
        self._say(self.now)

    def rows(self, done: int, total: int) -> None:
        """So many rows of so many are done; total is 0 when it is not known."""
        self._say(f"{self.now} {done}/{total}" if total else f"{self.now} {done}")

    def _say(self, text: str) -> None:
        waited = time.monotonic() - self.started
        if self.screen and waited > PATIENCE and waited - self.said > 0.1:
            self.said = waited
            sys.stderr.write(f"\r\x1b[K{text} …")
            sys.stderr.flush()
