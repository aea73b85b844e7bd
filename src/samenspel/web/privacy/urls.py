"""Addresses of privacy. The secret in a link to one's own data must not leak, as that of a link to answer by."""

from django.urls import path

from samenspel.web.privacy.views import mine, network, person, public

app_name = "privacy"

urlpatterns = [
    path("privacy", public.site, name="site"),
    path("d/<str:secret>/gegevens", mine.notice, name="notice"),
    path("gegevens/<str:secret>", mine.mine, name="mine"),
    path("gegevens/<str:secret>/bestand", mine.download, name="download"),
    path("gegevens/<str:secret>/vergeten", mine.forget, name="forget-me"),
    path("netwerken/<slug:network>/privacy", network.network, name="network"),
    path("netwerken/<slug:network>/voorgoed-weg", network.throw_away, name="throw-away"),
    path("netwerken/<slug:network>/mensen/<slug:person>/gegevens", person.person, name="person"),
    path("netwerken/<slug:network>/mensen/<slug:person>/gegevens/bestand", person.download, name="person-download"),
    path("netwerken/<slug:network>/mensen/<slug:person>/gegevens/mail", person.mail, name="person-mail"),
    path("netwerken/<slug:network>/mensen/<slug:person>/vergeten", person.forget, name="forget-person"),
]
