"""Addresses of networks."""

from django.urls import path

from samenspel.web.networks import views

app_name = "networks"

urlpatterns = [
    path("", views.home, name="home"),
    path("netwerken/nieuw", views.new, name="new"),
    path("netwerken/<slug:network>", views.overview, name="overview"),
    path("netwerken/<slug:network>/instellingen", views.settings, name="settings"),
    path("netwerken/<slug:network>/verwijderen", views.delete, name="delete"),
    path("netwerken/<slug:network>/terugzetten", views.restore, name="restore"),
    path("netwerken/<slug:network>/team", views.team, name="team"),
    path("netwerken/<slug:network>/team/<int:member>", views.member, name="member"),
    path("netwerken/<slug:network>/team/<int:member>/weg", views.remove_member, name="remove-member"),
    path("netwerken/<slug:network>/team/<int:member>/overdragen", views.hand_over, name="hand-over"),
    path("netwerken/<slug:network>/logboek", views.audit, name="audit"),
    path("netwerken/<slug:network>/prullenbak", views.bin, name="bin"),
]
