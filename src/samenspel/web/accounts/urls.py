"""Addresses of accounts. What comes after /inloggen/ is the secret of a link, unless it is one of our own words."""

from django.urls import path

from samenspel.web.accounts.views import account, coming_in, ending, second_step

app_name = "accounts"

urlpatterns = [
    path("inloggen", coming_in.log_in, name="log-in"),
    path("inloggen/wachtwoord", coming_in.password_log_in, name="password-log-in"),
    path("inloggen/vergeten", coming_in.forgot, name="forgot"),
    path("inloggen/verstuurd", coming_in.sent, name="sent"),
    path("inloggen/code", coming_in.code, name="code"),
    path("inloggen/<str:secret>", coming_in.link, name="link"),
    path("uitloggen", coming_in.log_out, name="log-out"),
    path("account", account.account, name="account"),
    path("account/gegevens", ending.my_data, name="my-data"),
    path("account/opheffen", ending.end, name="end"),
    path("account/wachtwoord", account.password, name="password"),
    path("account/adres", account.email, name="email"),
    path("account/adres/<str:secret>", account.confirm_email, name="confirm-email"),
    path("account/link", account.fresh_link, name="fresh-link"),
    path("account/apparaten/uit", account.end_others, name="end-others"),
    path("account/apparaten/<int:session>/uit", account.end_session, name="end-session"),
    path("account/tweede-stap", second_step.second_step, name="second-step"),
    path("account/tweede-stap/begin", second_step.begin, name="begin"),
    path("account/tweede-stap/app", second_step.scan, name="scan"),
    path("account/tweede-stap/aan", second_step.confirm, name="confirm"),
    path("account/tweede-stap/uit", second_step.turn_off, name="turn-off"),
    path("account/tweede-stap/herstelcodes", second_step.renew_recovery, name="renew-recovery"),
]
