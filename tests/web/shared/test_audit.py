"""Whatever is noted in the log of a network has words there."""

import ast
from pathlib import Path

from samenspel.web.shared.words import texts

WEB = Path(__file__).resolve().parents[3] / "src" / "samenspel" / "web"
OF_ACCOUNTS = "accounts"  # noted without a network, so no network's log shows it


def noted():
    for path in WEB.rglob("*.py"):
        if path.parent.name == OF_ACCOUNTS or path.parent.parent.name == OF_ACCOUNTS:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = getattr(node, "func", None)
            if "record" in (getattr(called, "id", ""), getattr(called, "attr", "")):
                yield from spelled(node.args[0])


def spelled(said):
    """The actions that a first argument of `record` can be."""
    if isinstance(said, ast.Constant):
        return [said.value]
    if isinstance(said, ast.IfExp):
        return [*spelled(said.body), *spelled(said.orelse)]
    assert isinstance(said, ast.JoinedStr), "name the action where it is noted"
    end = said.values[-1].value
    return [f"{kind}{end}" for kind in (("parties", "people") if end == "-imported" else ("party", "person"))]


def test_everything_that_is_noted_in_a_network_can_be_read_in_its_log():
    actions = set(noted())
    assert len(actions) > 30
    assert {f"audit-{action}" for action in actions} == {key for key in texts() if key.startswith("audit-")}


def test_the_log_of_a_network_reads_as_sentences(cast):
    client = cast.client("steward")
    client.post(f"/netwerken/{cast.network.code}/partijen", {"name": "Bibliotheek", "ring": "2"})
    assert "voegde een partij toe" in client.get(f"/netwerken/{cast.network.code}/logboek").content.decode()
