"""A small network in which every page has something to show, made inside the served site (`site.call(seed)`)."""

from datetime import timedelta
from importlib.resources import files

WEEK = timedelta(days=7)
PEOPLE = {"Woonstede": ("Pim", "Noor", "Joost"), "Gemeente Ommerdal": ("Dirk", "Ayla", "Emma"), "": ("Roos", "Ali")}
ANSWERS_FILE = "langer-thuis-wonen-1.csv"


def seed():
    """Fill the site; gives what the parts of addresses stand for."""
    from samenspel.web.accounts import services as accounts
    from samenspel.web.networks import services as networks
    from samenspel.web.shared.clock import now

    at = now()
    steward = accounts.invite("sanne@alles.example", name="Sanne Visser", language="nl", now=at)
    accounts.make_admin(steward, now=at)
    network = networks.create(
        by=steward, now=at, name="Langer thuis", challenge="Ouderen kunnen thuis oud worden.", kind="challenge"
    )
    empty = networks.create(by=steward, now=at, name="Nog leeg", challenge="", kind="")
    networks.add_member(
        network, by=steward, now=at, email="farid@alles.example", name="Farid", role="facilitator", until=None
    )
    return {
        "network": network.code,
        "empty": empty.code,
        "member": network.memberships.exclude(account=steward).get().pk,
        **_of_account(steward, at),
        **_ways_in(steward, at),
        **_of_parties(network, steward, at),
        **_of_rounds(network, steward, at),
        **_of_remarks(network, steward, at),
        **_of_judgements(network, steward, at),
        **_of_uploads(network, steward, at),
        **_of_conversations(network, steward, at),
        **_of_reports(network, steward, at),
        **_of_privacy(network, steward, at),
    }


def _of_privacy(network, steward, at):
    """A link to all that is kept of somebody who answered, a text that names somebody, and a network in the bin."""
    from samenspel.web.networks import services as networks
    from samenspel.web.privacy.links import secret_of
    from samenspel.web.shared.codes import fingerprint

    gone = networks.create(by=steward, now=at, name="Afgelopen samenwerking")
    networks.delete(gone, by=steward, now=at)
    networks.change(network, by=steward, now=at, challenge="Ouderen en Ali kunnen thuis oud worden.")
    asked = network.rounds.get(title="Toen").invitations.filter(answered=True, participant__email__gt="")
    person = asked.order_by("pk").first().participant
    person.invitations.update(mailed_to=fingerprint(person.email))  # so that their answers are shown
    return {"put-away": gone.code, "mine": secret_of(person)}


def _ways_in(steward, at):
    """Links that log in: the steward, somebody new, and somebody with a second step, who gets a code for it too."""
    import pyotp

    from samenspel.web.accounts import second_factor, services
    from samenspel.web.accounts.models import Account

    newcomer = services.invite("nico@alles.example", name="Nico", language="nl", now=at)
    tess = services.invite("tess@alles.example", name="Tess", language="nl", now=at)
    second_factor.begin(tess, now=at)
    code = pyotp.TOTP(Account.objects.get(pk=tess.pk).second_factor).at(at)
    recovery = second_factor.confirm(tess, now=at, code=code)
    accounts = {"steward": steward, "newcomer": newcomer, "protected": tess, "waiting": tess}
    links = {who: f"/inloggen/{services.login_secret(account, now=at)}" for who, account in accounts.items()}
    return {"links": links, "recovery": recovery[0]}


def _of_account(steward, at):
    from django.core.mail import send_mail

    from samenspel.web.accounts import second_factor, services
    from samenspel.web.accounts.links import email_secret
    from samenspel.web.shared.models import DemoMail

    second_factor.begin(steward, now=at)
    services.ask_email(steward, now=at, email="anders@alles.example")
    send_mail("Een mail", "Hallo,\n\nzie https://samenspel.example/d/abc", None, ["pim@alles.example"])
    return {
        "login": services.login_secret(steward, now=at),
        "confirm": email_secret(steward.email_change),
        "number": DemoMail.objects.latest("pk").pk,
    }


def _of_parties(network, steward, at):
    from samenspel.web.parties import services

    for party_name, names in PEOPLE.items():
        party = services.add_party(network, by=steward, now=at, name=party_name) if party_name else None
        for name in names:
            email = f"{name.lower()}@alles.example" if name != "Ali" else ""
            person = services.add_participant(network, by=steward, now=at, name=name, email=email, party=party)
    alike = services.add_party(network, by=steward, now=at, name="Gemeente Ommerdal (GO)")
    gone = services.add_party(network, by=steward, now=at, name="Oude partij")
    services.delete(gone, by=steward, now=at)
    return {"party": alike.code, "person": person.code}


def _of_rounds(network, steward, at):
    from samenspel.web.rounds import services

    people = list(network.participants.order_by("pk"))
    kept = {"by": steward, "now": at}
    chosen = {"closes_at": at + WEEK, "remind": (3,), "message": "Fijn dat je meedoet.", "participants": people}
    draft = services.draft(network, title="Straks", **kept, **chosen)
    open_ = services.draft(network, title="Nu", instrument="conditions+features", **kept, **chosen)
    closed = services.draft(network, title="Toen", **kept, **chosen)
    quiet = services.draft(network, title="Weinig", form="short", **kept, **(chosen | {"participants": people[:2]}))
    room = services.draft(network, title="Zaal", form="short", door="open", **kept)
    for one in (open_, closed, quiet, room):
        services.open_round(one, **kept)
    rounds = {"draft": draft, "open": open_, "closed": closed, "quiet": quiet, "room": room}
    return (
        {name: one.code for name, one in rounds.items()}
        | _of_answers(open_, closed, quiet, steward, at)
        | _of_doors(rounds, steward, at)
    )


def _of_answers(open_, closed, quiet, steward, at):
    from samenspel.web.answering import services as answering
    from samenspel.web.results import services as results
    from samenspel.web.rounds import services
    from samenspel.web.rounds.queries import items_of
    from tests.web.results.rounds import documents

    secrets = {}
    for number, invitation in enumerate(closed.invitations.select_related("round", "participant")):
        document = documents("conditions", 9)[number]
        answering.send(invitation, now=at, key=f"alles-{number:08}", answers=document)
        secrets["over"] = services.new_link(invitation)
    asked = {item.id for item in items_of(open_)}
    one = open_.invitations.select_related("round", "participant").first()
    few = {item: value for item, value in documents("conditions", 1)[0].items() if item in asked}
    answering.send(one, now=at, key="alles-verstuurd", answers=few)
    secrets["sent"] = services.new_link(one)
    for round in (closed, quiet):
        services.close_round(round, by=steward, now=at)
    results.publish(closed, by=steward, now=at)
    return {"invitation": one.code} | secrets


def _of_reports(network, steward, at):
    """A file that is ready and one that waits; last, since whatever changes a conversation throws them away."""
    from samenspel.web.results import services
    from samenspel.web.results.tasks import make_report

    publication = network.rounds.get(title="Toen").publication
    ask = {"by": steward, "now": at, "kind": "one-page"}
    ready = services.ask_report(publication, language="nl", **ask)
    make_report.func(ready.pk)
    return {"report": ready.code, "waiting": services.ask_report(publication, language="en", **ask).code}


def _of_remarks(network, steward, at):
    """A round with remarks to read: one is shown, one is found fit, one stays closed, and one waits."""
    from types import SimpleNamespace

    from samenspel.web.results import releasing
    from samenspel.web.results import services as results
    from samenspel.web.results.remarks import desk_of
    from tests.web.results.rounds import a_round

    round = a_round(SimpleNamespace(network=network), 12, title="Gesproken", closed=at)
    publication = results.publish(round, by=steward, now=at)
    remarks = desk_of(publication).remarks
    for one, choice in zip(remarks, ("show", "show", "hide"), strict=False):
        text = one.text.replace("opmerking", "[naam]")
        releasing.decide(publication, by=steward, now=at, digest=one.digest, choice=choice, text=text)
        if one == remarks[0]:
            releasing.release_remarks(publication, by=steward, now=at)
    return {"spoken": round.code, "remark": remarks[0].digest}


def _of_judgements(network, steward, at):
    """A round in which something stands out: the group says one thing in its own words, and sets another aside."""
    from types import SimpleNamespace

    from samenspel.web.results import queries, services
    from tests.web.results.rounds import a_telling_round

    cast = SimpleNamespace(network=network)
    round = a_telling_round(cast, title="Besproken", instrument="conditions+phase", closed=at)
    publication, kept = services.publish(round, by=steward, now=at), {"by": steward, "now": at}
    first, *_, last = queries.seen_in(publication)
    services.judge(publication, finding=first.key, choice="rephrase", words="Wij gaan ervoor.", **kept)
    services.judge(publication, finding=last.key, choice="dismiss", reason="Dat was een momentopname.", **kept)
    return {"discussed": round.code}


def _of_doors(rounds, steward, at):
    from samenspel.web.rounds import services

    asked = list(rounds["open"].invitations.filter(answered=False).select_related("round", "participant"))
    fresh, revoked, passed, stranger = asked[:4]
    secrets = {"fresh": services.new_link(fresh)}
    for name, one in (("revoked", revoked), ("passed", passed), ("stranger", stranger)):
        secrets[name] = services.new_link(one)
    services.revoke(revoked, by=steward, now=at)
    services.pass_on(passed, now=at, name="Collega", email="collega@alles.example")
    services.not_me(stranger, now=at)
    early = rounds["draft"].invitations.select_related("round", "participant").first()
    quiet = rounds["quiet"].invitations.select_related("round", "participant").first()
    secrets |= {"early": services.new_link(early), "too-late": services.new_link(quiet)}
    return secrets | {"door": services.open_link(rounds["room"], by=steward, now=at)}


def _of_conversations(network, steward, at):
    from samenspel.web.conversations import queries, services
    from samenspel.web.conversations.page import slug_of
    from samenspel.web.conversations.seen import stamp
    from samenspel.web.shared.codes import new_code

    closed, codes, kept = network.rounds.get(title="Toen"), [new_code(), new_code()], {"by": steward, "now": at}
    services.take_out(closed, key="look", **kept)
    services.add_agreement(closed, code=codes[0], what="Eén nummer openen", who="Woonstede", until=at.date(), **kept)
    services.add_line(network, code=codes[1], what="Eén telefoontje is genoeg", whom="all", party=None, **kept)
    line = queries.line_of(network, codes[1])
    services.look(line, closed, seen=stamp([]), state="beginning", story="Er is een nummer.", **kept)
    return {"part": slug_of("opening"), "agreement": codes[0], "line": codes[1]}


def _of_uploads(network, steward, at):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from samenspel.web.parties import imports
    from samenspel.web.results import incoming
    from samenspel.web.uploads import services as uploads

    answers = files("samenspel.examples").joinpath(ANSWERS_FILE).read_bytes()
    people = "Naam;E-mail;Partij\nPim;pim@ander.example;Woonstede\nNieuw;geen adres;Nieuwe partij\nAnna;;\n"
    brought = {
        "parties": SimpleUploadedFile("partijen.csv", b"Naam;Sector\nWoonstede;wonen\nNieuw;zorg\n"),
        "people": SimpleUploadedFile("mensen.csv", people.encode()),
        "answers": SimpleUploadedFile("antwoorden.csv", answers),
    }
    kept = {
        purpose: uploads.keep(network, by=steward, now=at, purpose=purpose, file=file)
        for purpose, file in brought.items()
    }
    for purpose in ("parties", "people"):
        imports.propose(kept[purpose], None)
    uploads.choose(kept["answers"], incoming.guessed(kept["answers"]))
    return {f"{purpose}-upload": upload.code for purpose, upload in kept.items()}
