"""Every word of the doctor is used, and every finding says what to do."""

import ast
import re

from samenspel.web.upkeep.doctor import finding, given
from tests.web.upkeep.doctor.diagnosis import SOURCE


def test_every_word_is_used_and_every_finding_says_what_to_do_when_it_is_wrong():
    constants = {
        node.value
        for path in SOURCE.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    findings = finding.words()["findings"]
    checks = (SOURCE.parents[1] / "config" / "checks.py").read_text("utf-8")
    of_checks = {f"check-{number.lower()}" for number in re.findall(r'id="samenspel\.([EW]\d+)"', checks)}
    assert {key for key in findings if key.startswith("check-")} == of_checks | {"check-other"}
    assert set(findings) - constants - of_checks == set()
    assert set(finding.words()["page"]) - constants == set()
    assert {one["mark"] for one in findings.values()} == set(finding.MARKS)
    assert [key for key, one in findings.items() if one["mark"] == "wrong" and "do" not in one] == []
    assert [key for key, one in findings.items() if one["mark"] == "ok" and "do" in one] == []


def test_the_doctor_knows_each_setting():
    page = (SOURCE.parents[4] / "docs" / "reference" / "settings.md").read_text("utf-8")
    assert set(re.findall(r"^\| `SAMENSPEL_(\w+)`", page, flags=re.MULTILINE)) == set(given.SETTINGS)
