"""Addresses of parties and people."""

from django.urls import path

from samenspel.web.parties.views import lists, pages

app_name = "parties"

urlpatterns = [
    path("partijen", pages.parties, name="parties"),
    path("partijen/inlezen", lists.bring, {"kind": "parties"}, name="import-parties"),
    path("partijen/inlezen/voorbeeld.csv", lists.template, {"kind": "parties"}, name="template-parties"),
    path("partijen/inlezen/<slug:upload>", lists.check, {"kind": "parties"}, name="check-parties"),
    path("partijen/samenvoegen", pages.merge, name="merge"),
    path("partijen/<slug:party>", pages.party, name="party"),
    path("partijen/<slug:party>/verwijderen", pages.delete_party, name="delete-party"),
    path("partijen/<slug:party>/terugzetten", pages.restore_party, name="restore-party"),
    path("mensen", pages.people, name="people"),
    path("mensen/inlezen", lists.bring, {"kind": "people"}, name="import-people"),
    path("mensen/inlezen/voorbeeld.csv", lists.template, {"kind": "people"}, name="template-people"),
    path("mensen/inlezen/<slug:upload>", lists.check, {"kind": "people"}, name="check-people"),
    path("mensen/<slug:person>", pages.person, name="person"),
    path("mensen/<slug:person>/verwijderen", pages.delete_person, name="delete-person"),
    path("mensen/<slug:person>/terugzetten", pages.restore_person, name="restore-person"),
]
