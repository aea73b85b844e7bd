"""What a log may hold of an error: what kind it is and where it came from, never what it was about."""

import re
import traceback

_PASSED = re.compile(r'  File "[^"]*", line \d+, in \S+')


def told(error: BaseException) -> str:
    """The kind of an error and the lines it came through. Its message could hold an address, an answer or a secret."""
    return f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}"


def without_message(trace: str) -> str:
    """Of a traceback only the places that it came through."""
    return "\n".join(line for line in trace.splitlines() if _PASSED.fullmatch(line))
