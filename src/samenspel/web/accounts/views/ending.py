"""What is kept of one's own account: to take along, and to end it."""

import json

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from samenspel.errors import UsageError
from samenspel.web.accounts import sessions
from samenspel.web.accounts.forms import ProofForm
from samenspel.web.accounts.views.doors import show, within_limits
from samenspel.web.networks.queries import left_without_steward, memberships_of
from samenspel.web.privacy.queries import form_of
from samenspel.web.privacy.services import forget_account
from samenspel.web.shared.clock import now
from samenspel.web.shared.words import language, say


@never_cache
@login_required
@require_GET
def my_data(request: HttpRequest) -> HttpResponse:
    """All that is kept of the account, as a file."""
    form = form_of([], request.user, lang=language(), now=now())
    text = json.dumps(form, ensure_ascii=False, indent=2) + "\n"
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{say("accounts-ending-file")}.json"'
    return answer


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest) -> HttpResponse:
    """Say what ending the account means, and end it for who shows once more who they are."""
    mine, moment = request.user, now()
    proof = sessions.proof(request, mine, moment)
    alone = left_without_steward(mine)
    form = ProofForm(request.POST or None, account=mine, proof=proof)
    if request.method == "POST" and proof != "link" and not alone and _proven(request, form, proof):
        try:
            forget_account(mine, now=moment)
        except UsageError as error:  # the other steward left at this very moment
            form.add_error(None, error.say(language()))
        else:
            logout(request)
            return render(request, "accounts/goodbye.html")
    works_in = [one.network for one in memberships_of(mine) if one.network.deleted_at is None]
    return show(request, "accounts/end.html", form, proof=proof, alone=alone, works_in=works_in)


def _proven(request: HttpRequest, form: ProofForm, proof: str) -> bool:
    if proof == "password" and not within_limits(request, form, "password", request.user.email):
        return False
    return proof == "fresh" or form.is_valid()
