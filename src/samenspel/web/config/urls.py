"""Every address of the site, app by app. Addresses are Dutch; the page itself is in the reader's language."""

from django.urls import include, path

handler400 = "samenspel.web.shared.mishaps.bad_request"
handler403 = "samenspel.web.shared.mishaps.not_found"
handler404 = "samenspel.web.shared.mishaps.not_found"
handler500 = "samenspel.web.shared.mishaps.server_error"

urlpatterns = [
    path("", include("samenspel.web.shared.urls")),
    path("", include("samenspel.web.accounts.urls")),
    path("", include("samenspel.web.networks.urls")),
    path("netwerken/<slug:network>/", include("samenspel.web.parties.urls")),
    path("netwerken/<slug:network>/", include("samenspel.web.uploads.urls")),
    path("netwerken/<slug:network>/", include("samenspel.web.results.urls")),
    path("netwerken/<slug:network>/", include("samenspel.web.conversations.urls")),
    path("netwerken/<slug:network>/", include("samenspel.web.rounds.urls")),
    path("", include("samenspel.web.privacy.urls")),
    path("", include("samenspel.web.answering.urls")),
]
