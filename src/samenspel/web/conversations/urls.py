"""Addresses of conversations. Those of a round stand before the rounds, as the addresses of results do."""

from django.urls import path

from samenspel.web.conversations.views import agreed, editing, guide, pages, yields

app_name = "conversations"

GUIDE = "rondes/<slug:round>/gesprek"

urlpatterns = [
    path("gesprek", pages.conversations, name="conversations"),
    path(GUIDE, guide.guide, name="guide"),
    path(f"{GUIDE}/duur", guide.minutes, name="minutes"),
    path(f"{GUIDE}/terug/<int:version>", guide.undo, name="undo"),
    path(f"{GUIDE}/erbij", editing.add_part, name="add-part"),
    path(f"{GUIDE}/deel/<slug:part>", editing.part, name="part"),
    path(f"{GUIDE}/deel/<slug:part>/verplaatsen", editing.move, name="move-part"),
    path(f"{GUIDE}/deel/<slug:part>/eruit", editing.take_out, name="take-out"),
    path(f"{GUIDE}/deel/<slug:part>/erin", editing.put_back, name="put-back"),
    path(f"{GUIDE}/deel/<slug:part>/zoals-voorgesteld", editing.as_suggested, name="as-suggested"),
    path(f"{GUIDE}/afgesproken", agreed.outcome, name="outcome"),
    path(f"{GUIDE}/afgesproken/erbij", agreed.add, name="add-agreement"),
    path(f"{GUIDE}/afgesproken/<slug:agreement>", agreed.agreement, name="agreement"),
    path(f"{GUIDE}/afgesproken/<slug:agreement>/hoe", agreed.course, name="course"),
    path(f"{GUIDE}/afgesproken/<slug:agreement>/weg", agreed.remove, name="remove-agreement"),
    path(f"{GUIDE}/afgesproken/<slug:agreement>/terugzetten", agreed.restore, name="restore-agreement"),
    path(f"{GUIDE}/afgesproken/<slug:agreement>/terug/<int:version>", agreed.undo, name="undo-agreement"),
    path("als-dit-werkt", yields.yields, name="yields"),
    path("als-dit-werkt/<slug:line>", yields.line, name="line"),
    path("als-dit-werkt/<slug:line>/verplaatsen", yields.move, name="move-line"),
    path("als-dit-werkt/<slug:line>/weg", yields.remove, name="remove-line"),
    path("als-dit-werkt/<slug:line>/terugzetten", yields.restore, name="restore-line"),
    path("als-dit-werkt/<slug:line>/nu/<slug:round>", yields.look, name="look"),
]
