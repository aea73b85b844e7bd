"""Addresses of networks."""

from django.urls import path

from samenspel.web.networks import views

app_name = "networks"

urlpatterns = [
    path("", views.home, name="home"),
    path("netwerken/<slug:network>", views.overview, name="overview"),
]
