"""Tables can be sorted by a column and copied, with the keyboard too."""

from django.utils import timezone


def three_parties():
    """A network with three parties; returns its code and a way in."""
    from samenspel.web.accounts.services import invite, login_secret
    from samenspel.web.networks import services as networks
    from samenspel.web.parties import services as parties

    now = timezone.now()
    account = invite("tabellen@samenspel.example", name="Tess", language="nl", now=now)
    network = networks.create(by=account, now=now, name="Tabellen")
    for name, ring in (("Zorggroep", 1), ("Ähtäri", 3), ("Bibliotheek", None)):
        parties.add_party(network, by=account, now=now, name=name, ring=ring)
    return network.code, f"/inloggen/{login_secret(account, now=now)}"


def test_a_table_is_sorted_and_copied(site, browser):
    code, way_in = site.call(three_parties)
    context = browser.new_context(locale="nl-NL", permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site.address + way_in)
    page.locator("main button").click()
    page.goto(f"{site.address}/netwerken/{code}/partijen")

    def names():
        return page.locator("tbody th").all_inner_texts()

    assert names() == ["Ähtäri", "Bibliotheek", "Zorggroep"]
    heading = page.get_by_role("button", name="Naam")
    heading.focus()
    page.keyboard.press("Enter")
    assert names() == ["Ähtäri", "Bibliotheek", "Zorggroep"]
    assert page.locator("th[aria-sort=ascending]").inner_text() == "Naam"
    page.keyboard.press("Enter")
    assert names() == ["Zorggroep", "Bibliotheek", "Ähtäri"]
    page.get_by_role("button", name="Ring").click()
    assert names()[-1] == "Bibliotheek"  # what is empty comes last
    page.get_by_role("button", name="Kopieer deze tabel").click()
    page.get_by_role("button", name="Gekopieerd").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines()[0].split("\t") == ["Naam", "Sector", "Soort", "Ring", "Mensen"]
    assert len(copied.splitlines()) == 4
    context.close()
