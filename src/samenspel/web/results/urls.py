"""Addresses of results. They stand before those of rounds, since "inlezen" could be the code of a round."""

from django.urls import path

from samenspel.web.results import views

app_name = "results"

urlpatterns = [
    path("rondes/inlezen", views.imports.bring, name="import"),
    path("rondes/inlezen/<slug:upload>", views.imports.columns, name="import-columns"),
    path("rondes/inlezen/<slug:upload>/ronde", views.imports.confirm, name="import-round"),
    path("rondes/inlezen/<slug:upload>/weg", views.imports.forget, name="import-forget"),
    path("rondes/<slug:round>/uitkomst", views.pages.result, name="result"),
    path("rondes/<slug:round>/uitkomst/telling", views.pages.head_count, name="head-count"),
    path("rondes/<slug:round>/uitkomst/maken", views.pages.publish, name="publish"),
    path("rondes/<slug:round>/uitkomst/oordeel", views.judging.judge, name="judge"),
    path("rondes/<slug:round>/uitkomst/oordeel/terug", views.judging.withdraw, name="withdraw-judgement"),
    path("rondes/<slug:round>/uitkomst/scherm", views.screen.screen, name="screen"),
    path("rondes/<slug:round>/uitkomst/opmerkingen", views.remarks.remarks, name="remarks"),
    path("rondes/<slug:round>/uitkomst/opmerkingen/vrijgeven", views.remarks.release, name="release-remarks"),
    path("rondes/<slug:round>/uitkomst/opmerkingen/<slug:remark>", views.remarks.decide, name="remark"),
    path("rondes/<slug:round>/uitkomst.json", views.pages.data, name="data"),
    path("rondes/<slug:round>/rapport", views.reports.ask, name="ask-report"),
    path("rondes/<slug:round>/rapport/<slug:report>", views.reports.report, name="report"),
    path("rondes/<slug:round>/rapport/<slug:report>/voortgang", views.reports.progress, name="report-progress"),
    path("rondes/<slug:round>/rapport/<slug:report>/pdf", views.reports.download, name="report-file"),
]
