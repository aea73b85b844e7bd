"""The list of who and what was forgotten, as others may ask for it."""

from django.conf import settings

from samenspel.web.privacy import ledger


def forgotten_list() -> str:
    """The list as it stands here, one entry a line; empty when nobody was forgotten yet."""
    return "".join(f"{one.line()}\n" for one in ledger.read(settings.DATA))


def forgotten_here_or_there(there: str) -> list[ledger.Entry]:
    """What stands in the list here or in that of another place, once."""
    return list(dict.fromkeys((*ledger.read(settings.DATA), *ledger.parse(there))))
