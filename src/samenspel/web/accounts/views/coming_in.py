"""Pages for coming in: by a link in a mail, or by password; the code of the second step; going out."""

from django.contrib import messages
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenspel.web.accounts import queries, second_factor, services, sessions, tasks
from samenspel.web.accounts.forms import CodeForm, EmailForm, PasswordLogInForm
from samenspel.web.accounts.models import Account
from samenspel.web.accounts.views.doors import arrive, home_or, onward, show, within_limits, without_secret
from samenspel.web.shared.audit import record
from samenspel.web.shared.clock import now
from samenspel.web.shared.words import counted, say

STATUS = {"ok": 200, "unknown": 404, "used": 410, "expired": 410}


@never_cache
@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Ask for an address and mail a link to it."""
    return _ask_link(request, "accounts/log_in.html", to_password=False)


@never_cache
@require_http_methods(["GET", "POST"])
def forgot(request: HttpRequest) -> HttpResponse:
    """Ask for an address and mail a link to it that leads to a new password."""
    return _ask_link(request, "accounts/forgot.html", to_password=True)


def _ask_link(request: HttpRequest, template: str, *, to_password: bool) -> HttpResponse:
    """The answer is the same whether or not the address is known, and so is what is done before it is given."""
    target = onward(request)
    if request.method == "GET" and request.user.is_authenticated:
        return redirect(home_or(target))
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if within_limits(request, form, "link", email):
            account = queries.account_by_email(email)
            tasks.send_login_link.enqueue(account.pk if account else 0, to_password, without_secret(target))
            messages.success(request, say("accounts-sent-to", email=email))
            return redirect("accounts:sent")
    return show(request, template, form, next=target)


@never_cache
@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """What to do now: look in the mail."""
    return render(request, "accounts/sent.html", {"minutes": services.LINK_MINUTES})


@never_cache
@require_http_methods(["GET", "POST"])
def password_log_in(request: HttpRequest) -> HttpResponse:
    """Log in with address and password. The address may be brought along from the first page."""
    target = onward(request)
    if request.method == "GET" and request.user.is_authenticated:
        return redirect(home_or(target))
    if "password" not in request.POST:
        form = PasswordLogInForm(initial={"email": request.POST.get("email", "")[:254]})
        return show(request, "accounts/password_log_in.html", form, next=target)
    form = PasswordLogInForm(request.POST)
    if form.is_valid() and within_limits(request, form, "password", form.cleaned_data["email"]):
        account = authenticate(request, username=form.cleaned_data["email"], password=form.cleaned_data["password"])
        if isinstance(account, Account):
            return arrive(request, account, way="password", target=home_or(target))
        form.add_error(None, say("accounts-log-in-wrong"))
    return show(request, "accounts/password_log_in.html", form, next=target)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """A link from a mail. Opening it changes nothing, because mail scanners open links too; the button logs in."""
    state, found = queries.link_by(secret, now())
    target = onward(request)
    if found and request.method == "POST" and state == "ok" and services.use_link(found, now=now()):
        onto = resolve_url("accounts:password") if found.to_password else home_or(target)
        return arrive(request, found.account, way="link", target=onto)
    if request.method == "POST":
        return redirect(request.get_full_path())
    if state == "used" and found and found.account == request.user:
        return redirect(home_or(target))
    waiting = sessions.pending(request, now())
    if state == "used" and found and waiting and waiting[0] == found.account:  # tapped twice: the code is still to come
        return redirect("accounts:code")
    context = {"state": state, "link": found, "next": target, "form": EmailForm()}
    return render(request, "accounts/link.html", context, status=STATUS[state])


@never_cache
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second step: the code of an app, or a recovery code."""
    waiting = sessions.pending(request, now())
    if waiting is None:
        if request.user.is_authenticated:
            return redirect("networks:home")
        messages.warning(request, say("accounts-code-late"))
        return redirect("accounts:log-in")
    account, pending = waiting
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and within_limits(request, form, "code", str(account.pk)):
        way = second_factor.check(account, now=now(), **form.cleaned_data)
        if way:
            sessions.enter(request, account, now=now(), way=pending["way"], second=way)
            if way == "recovery":
                account.refresh_from_db()
                messages.warning(request, counted("accounts-recovery-left", len(account.recovery), account.language))
            return sessions.speak(redirect(pending["target"]), account)
        form.add_error(None, say("accounts-code-wrong"))
    return show(request, "accounts/code.html", form)


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Go out; the session is gone, here and on the list."""
    if request.user.is_authenticated:
        record("logged-out", by=request.user, network=None, now=now())
        logout(request)
        messages.success(request, say("accounts-logged-out"))
    return redirect("accounts:log-in")
