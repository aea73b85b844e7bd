"""Addresses of accounts."""

from django.urls import path

from samenspel.web.accounts import views

app_name = "accounts"

urlpatterns = [
    path("inloggen", views.log_in, name="log-in"),
]
