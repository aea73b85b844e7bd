"""Pages of one's own account: name, language, address, password, and where one is logged in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.web.accounts import queries, services, sessions, tasks
from samenspel.web.accounts.forms import DetailsForm, EmailForm, NewEmailForm, PasswordForm
from samenspel.web.accounts.views.coming_in import STATUS
from samenspel.web.accounts.views.doors import onward, proven, show, within_limits, without_secret
from samenspel.web.shared.clock import now
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.words import counted, say


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """All of one's account; name and language are changed here."""
    mine = request.user
    form = DetailsForm(request.POST or None, initial={"name": mine.name, "language": mine.language})
    if request.method == "POST" and form.is_valid():
        services.change_details(mine, now=now(), **form.cleaned_data)
        with translation.override(mine.language):
            messages.success(request, say("accounts-saved"))
        return sessions.speak(redirect("accounts:account"), mine)
    context = {
        "devices": queries.devices_of(mine, request.session.session_key, now()),
        "pending_email": queries.pending_email(mine, now()),
    }
    return show(request, "accounts/account.html", form, **context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Set or change the password."""
    mine, moment = request.user, now()
    proof = sessions.proof(request, mine, moment)
    form = PasswordForm(request.POST or None, account=mine, proof=proof)
    if request.method == "POST" and proof != "link" and proven(request, form, proof):
        new = form.cleaned_data["new"]
        services.change_password(mine, now=moment, password=new, session_key=request.session.session_key)
        sessions.keep_after_new_password(request, mine)
        messages.success(request, say("accounts-password-saved"))
        return redirect("accounts:account")
    return show(request, "accounts/password.html", form, proof=proof)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def email(request: HttpRequest) -> HttpResponse:
    """Ask for another address; it counts once the link in the mail to it is opened."""
    mine, moment = request.user, now()
    proof = sessions.proof(request, mine, moment)
    form = NewEmailForm(request.POST or None, account=mine, proof=proof)
    if request.method == "POST" and proof != "link" and proven(request, form, proof):
        new = form.cleaned_data["email"]
        if within_limits(request, form, "link", new):
            services.ask_email(mine, now=moment, email=new)
            messages.success(request, say("accounts-email-asked", email=new))
            return redirect("accounts:account")
    return show(request, "accounts/email.html", form, proof=proof)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def confirm_email(request: HttpRequest, secret: str) -> HttpResponse:
    """The link that went to a new address. Only the account that asked can confirm it: addresses get mistyped."""
    state, change = queries.email_change_by(secret, request.user, now())
    taken = False
    if request.method == "POST" and change and state == "ok":
        taken = not services.confirm_email(change, now=now())
        state = "ok" if taken else "used"
    if request.method == "POST" and state == "used" and change:
        messages.success(request, say("accounts-email-changed", email=change.email))
        return redirect("accounts:account")
    context = {"state": state, "change": change, "taken": taken}
    return render(request, "accounts/confirm_email.html", context, status=409 if taken else STATUS[state])


@login_required
@require_POST
def fresh_link(request: HttpRequest) -> HttpResponse:
    """Mail a link to oneself, to show who one is, and come back by it."""
    form = EmailForm({"email": request.user.email})
    target = onward(request) or resolve_url("accounts:account")
    if form.is_valid() and within_limits(request, form, "link", request.user.email):
        tasks.send_login_link.enqueue(request.user.pk, False, without_secret(target))
        messages.success(request, say("accounts-sent-to", email=request.user.email))
        return redirect("accounts:sent")
    messages.error(request, " ".join(form.non_field_errors()))
    return redirect(target)


@login_required
@require_POST
def end_session(request: HttpRequest, session: int) -> HttpResponse:
    """Log out one device. One that is out already is fine; someone else's does not exist."""
    found = request.user.sessions.filter(pk=session).first()
    if found is None:
        raise NotAllowed
    if found.session_key == request.session.session_key:
        return redirect(_devices())
    services.end_session(found, now=now())
    messages.success(request, say("accounts-session-ended"))
    return redirect(_devices())


@login_required
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """Log out every other device."""
    ended = services.end_others(request.user, now=now(), session_key=request.session.session_key)
    messages.success(request, counted("accounts-sessions-ended", ended))
    return redirect(_devices())


def _devices() -> str:
    return resolve_url("accounts:account") + "#devices"
