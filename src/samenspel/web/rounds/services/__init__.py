"""What can be done with rounds. Each operation checks, changes and notes in one go."""

from samenspel.web.rounds.services.course import (
    change_course,
    close_due,
    close_for_good,
    close_round,
    hold,
    open_due,
    open_round,
    reopen,
)
from samenspel.web.rounds.services.drafts import Plan, delete, draft, edit_draft, import_round, purge, restore
from samenspel.web.rounds.services.invitations import (
    ask_again,
    enter_room,
    forget,
    forget_all,
    hand_links,
    invite,
    mark_answered,
    me_after_all,
    new_link,
    not_me,
    open_link,
    pass_on,
    revoke,
    revoke_open_links,
)
from samenspel.web.rounds.services.mailings import announce_result, remind, remind_due, send_left, try_again

__all__ = [
    "Plan", "announce_result", "ask_again", "change_course", "close_due", "close_for_good", "close_round", "delete",
    "draft", "edit_draft", "enter_room", "forget", "forget_all", "hand_links", "hold", "import_round", "invite",
    "mark_answered", "me_after_all", "new_link", "not_me", "open_due", "open_link", "open_round", "pass_on", "purge",
    "remind", "remind_due", "reopen", "restore", "revoke", "revoke_open_links", "send_left", "try_again",
]  # fmt: skip
