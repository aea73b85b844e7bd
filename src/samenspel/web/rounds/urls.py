"""Addresses of rounds."""

from django.urls import path

from samenspel.web.rounds.views import course, people, preparing

app_name = "rounds"

urlpatterns = [
    path("rondes", preparing.rounds, name="rounds"),
    path("rondes/nieuw", preparing.new, name="new"),
    path("rondes/nieuw/zichtbaar", preparing.show_example, name="example"),
    path("rondes/<slug:round>", course.round_page, name="round"),
    path("rondes/<slug:round>/wijzigen", preparing.edit, name="edit"),
    path("rondes/<slug:round>/mail", preparing.mail, name="mail"),
    path("rondes/<slug:round>/mail/opnieuw", course.mail_again, name="mail-again"),
    path("rondes/<slug:round>/openen", course.open_now, name="open"),
    path("rondes/<slug:round>/sluiten", course.close, name="close"),
    path("rondes/<slug:round>/heropenen", course.reopen, name="reopen"),
    path("rondes/<slug:round>/tijden", course.closing, name="closing"),
    path("rondes/<slug:round>/herinneren", course.remind, name="remind"),
    path("rondes/<slug:round>/verwijderen", course.delete, name="delete"),
    path("rondes/<slug:round>/terugzetten", course.restore, name="restore"),
    path("rondes/<slug:round>/mensen", people.add, name="add"),
    path("rondes/<slug:round>/links", people.links, name="links"),
    path("rondes/<slug:round>/mensen/<slug:invitation>/link", people.link, name="link"),
    path("rondes/<slug:round>/mensen/<slug:invitation>/intrekken", people.revoke, name="revoke"),
    path("rondes/<slug:round>/mensen/<slug:invitation>/opnieuw", people.ask_again, name="ask-again"),
    path("rondes/<slug:round>/zaal", people.room, name="room"),
    path("rondes/<slug:round>/zaal/intrekken", people.revoke_room, name="revoke-room"),
]
