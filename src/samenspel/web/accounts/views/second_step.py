"""Pages to turn the second step at logging in on and off, and for new recovery codes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from samenspel.present.invitations import qr_svg
from samenspel.web.accounts import second_factor, sessions
from samenspel.web.accounts.forms import CodeForm, ProofForm
from samenspel.web.accounts.views.doors import show, within_limits
from samenspel.web.shared.clock import now
from samenspel.web.shared.words import say


@never_cache
@login_required
@require_GET
def second_step(request: HttpRequest) -> HttpResponse:
    """Whether a second step is on, and what can be done about it."""
    return _page(request)


@never_cache
@login_required
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Make a key for an authenticator app, and show it."""
    proof = sessions.proof(request, request.user, now())
    form = ProofForm(request.POST, account=request.user, proof=proof)
    if proof == "link" or request.user.second_factor_on:
        return redirect("accounts:second-step")
    counted = proof != "password" or within_limits(request, form, "password", request.user.email)
    if counted and form.is_valid():
        second_factor.begin(request.user, now=now())
        return redirect("accounts:scan")
    return _page(request, proof_form=form)


@never_cache
@login_required
@require_GET
def scan(request: HttpRequest) -> HttpResponse:
    """The key as a picture and in letters, and a field for the first code."""
    return _scan(request, CodeForm(with_recovery=False))


@never_cache
@login_required
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Turn the second step on with a first code. The recovery codes are shown now and never again."""
    if request.user.second_factor_on:
        messages.info(request, say("accounts-second-already"))
        return redirect("accounts:second-step")
    form = CodeForm(request.POST, with_recovery=False)
    if form.is_valid() and within_limits(request, form, "code", str(request.user.pk)):
        codes = second_factor.confirm(request.user, now=now(), code=form.cleaned_data["code"])
        if codes:
            return render(request, "accounts/recovery_codes.html", {"codes": codes, "first": True})
        form.add_error("code", say("accounts-code-wrong"))
    return _scan(request, form)


@never_cache
@login_required
@require_POST
def turn_off(request: HttpRequest) -> HttpResponse:
    """Turn the second step off, with a code."""
    if not request.user.second_factor_on:
        return redirect("accounts:second-step")
    form = CodeForm(request.POST, auto_id="off_%s")
    if _checked(request, form):
        second_factor.turn_off(request.user, by=request.user, now=now())
        messages.success(request, say("accounts-second-off-done"))
        return redirect("accounts:account")
    return _page(request, off_form=form)


@never_cache
@login_required
@require_POST
def renew_recovery(request: HttpRequest) -> HttpResponse:
    """New recovery codes, with a code."""
    if not request.user.second_factor_on:
        return redirect("accounts:second-step")
    form = CodeForm(request.POST, auto_id="renew_%s")
    if _checked(request, form):
        codes = second_factor.renew_recovery(request.user, now=now())
        return render(request, "accounts/recovery_codes.html", {"codes": codes, "first": False})
    return _page(request, renew_form=form)


def _checked(request: HttpRequest, form: CodeForm) -> bool:
    if not form.is_valid() or not within_limits(request, form, "code", str(request.user.pk)):
        return False
    if second_factor.check(request.user, now=now(), **form.cleaned_data):
        return True
    form.add_error(None, say("accounts-code-wrong"))
    return False


def _page(request: HttpRequest, **bound: CodeForm | ProofForm) -> HttpResponse:
    """The page with its forms; one of them may have been filled in."""
    proof = sessions.proof(request, request.user, now())
    forms = {
        "proof_form": ProofForm(account=request.user, proof=proof),
        "off_form": CodeForm(auto_id="off_%s"),
        "renew_form": CodeForm(auto_id="renew_%s"),
        **bound,
    }
    form = next(iter(bound.values()), forms["proof_form"])
    return show(
        request, "accounts/second_step.html", form, proof=proof, back=resolve_url("accounts:second-step"), **forms
    )


def _scan(request: HttpRequest, form: CodeForm) -> HttpResponse:
    account = request.user
    if account.second_factor_on or not account.second_factor:
        return redirect("accounts:second-step")
    key = account.second_factor
    # the picture is made of our own numbers and an escaped label
    picture = mark_safe(qr_svg(second_factor.app_address(account), label=say("accounts-qr-label")))
    groups = " ".join(key[start : start + 4] for start in range(0, len(key), 4))
    return show(request, "accounts/scan.html", form, picture=picture, key=groups)
