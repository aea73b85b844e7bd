"""Which exit code tells which kind of trouble. `docs/reference/cli.md` lists them."""

from samenspel.errors import AnswersError, ReleaseError, ReportError, SamenspelError, TheoryError, UsageError

_CODES: tuple[tuple[type[SamenspelError], int], ...] = (
    (UsageError, 2),
    (TheoryError, 3),
    (AnswersError, 4),
    (ReleaseError, 5),
    (ReportError, 6),
)


def exit_code(error: SamenspelError) -> int:
    """The exit code of an error: 2 usage, 3 theory file, 4 answers, 5 not to be released, 6 cannot be written."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), 1)
