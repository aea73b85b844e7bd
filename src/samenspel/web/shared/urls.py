"""Addresses that belong to no part: language, look, components, demo mail, a sign of life."""

from django.urls import path
from django.views.i18n import set_language

from samenspel.web.shared import views

app_name = "shared"

urlpatterns = [
    path("taal", set_language, name="language"),
    path("weergave", views.set_look, name="look"),
    path("ontwerp", views.components, name="components"),
    path("post", views.demo_mails, name="demo-mails"),
    path("post/<int:number>", views.demo_mail, name="demo-mail"),
    path("status", views.status, name="status"),
]
