"""No process outlives the one that started it: whoever ends Samenspel, gently or not, ends all of it."""

import os
import signal
import threading
import time

EVERY = 1.0
GRACE = 15.0


def follow(parent: int) -> None:
    """From now on, end this process when its parent is gone: first as if it was asked to, then at once."""
    threading.Thread(target=_watch, args=(parent,), name="lifeline", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)
