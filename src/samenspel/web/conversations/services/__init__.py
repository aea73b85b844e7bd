"""What can be done with conversations. Each operation checks, changes and notes in one go."""

from samenspel.web.conversations.services.agreements import (
    add_agreement,
    change_agreement,
    forget_names,
    record_conversation,
    remove_agreement,
    restore_agreement,
    shown_of,
    undo_agreement,
)
from samenspel.web.conversations.services.guides import (
    add_part,
    as_suggested,
    choose_minutes,
    edit_part,
    move_part,
    put_back,
    seen_of_part,
    take_out,
    undo,
)
from samenspel.web.conversations.services.yields import (
    add_line,
    change_line,
    look,
    move_line,
    purge,
    remove_line,
    restore_line,
    seen_of_look,
    shown_of_line,
)

__all__ = [
    "add_agreement", "add_line", "add_part", "as_suggested", "change_agreement", "change_line", "choose_minutes",
    "edit_part", "forget_names", "look", "move_line", "move_part", "purge", "put_back", "record_conversation",
    "remove_agreement", "remove_line", "restore_agreement", "restore_line", "seen_of_look", "seen_of_part",
    "shown_of", "shown_of_line", "take_out", "undo", "undo_agreement",
]  # fmt: skip
