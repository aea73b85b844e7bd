"""Addresses of answering. The secret in them is all that a participant needs, and all that must not leak."""

from django.urls import path

from samenspel.web.answering.views import aside, preview, result, room, saving, visit

app_name = "answering"

urlpatterns = [
    path("nieuwe-link", aside.ask_new_link, name="new-link"),
    path("d/<str:secret>", visit.start, name="start"),
    path("d/<str:secret>/vragen", visit.questions, name="questions"),
    path("d/<str:secret>/antwoord", saving.answer, name="save"),
    path("d/<str:secret>/dank", visit.thanks, name="thanks"),
    path("d/<str:secret>/apparaat", visit.device, name="device"),
    path("d/<str:secret>/niet-ik", aside.not_me_page, name="not-me"),
    path("d/<str:secret>/toch-ik", aside.me_after_all_page, name="me-after-all"),
    path("d/<str:secret>/doorgeven", aside.pass_on_page, name="pass-on"),
    path("d/<str:secret>/uitkomst", result.result, name="result"),
    path("r/<str:secret>", room.room, name="room"),
    path("netwerken/<slug:network>/rondes/<slug:round>/voorbeeld", preview.preview, name="preview"),
]
