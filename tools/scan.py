"""Look at the packages that come along: locked to the byte, under a licence that leaves ours free, and not known to be
vulnerable. With --without-asking nothing is asked of the internet.

Known vulnerabilities are asked of OSV (osv.dev). Where that cannot be reached, the scan says so and does not fail.
"""

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from packaging.requirements import InvalidRequirement, Requirement

ROOT = Path(__file__).resolve().parents[1]
RUNTIME = "requirements.txt"
LOCKED = (RUNTIME, "requirements-dev.txt", "requirements-bench.txt")
ADVISORIES = "https://api.osv.dev/v1/querybatch"
SECONDS = 20

# LGPL: psycopg, which is imported as it is and can be replaced by who installs it.
ALLOWED = frozenset((
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "LGPL-3.0-only", "MIT", "MIT-CMU",
    "MPL-2.0", "OFL-1.1", "PSF-2.0", "Zlib",
))  # fmt: skip
SAID = {
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
}
"""What packages wrote before licences had fixed names, and the fixed name."""
ACCEPTED: dict[str, str] = {}
"""Advisories that do not touch us, by their name, each with the reason."""


@dataclass(frozen=True)
class Locked:
    """One package in a file of requirements. line: as it stands there, up to its hashes."""

    file: str
    line: str
    hashes: int

    @property
    def wanted(self) -> Requirement:
        """The package with its version and the places where it is wanted."""
        return Requirement(self.line)

    @property
    def version(self) -> str:
        """The one version that fits; empty when there is no such version."""
        pins = [one.version for one in self.wanted.specifier if one.operator == "==" and "*" not in one.version]
        return pins[0] if len(pins) == 1 else ""


def locked(file: Path) -> list[Locked]:
    """The packages in a file of requirements. Raises ValueError for a line that is no package."""
    found = []
    for entry in file.read_text("utf-8").replace("\\\n", " ").splitlines():
        words = entry.partition(" #")[0].strip()
        if not words or words.startswith("#"):
            continue
        line, *hashes = words.split(" --hash=sha256:")
        try:
            Requirement(line)
        except InvalidRequirement as error:
            raise ValueError(f"{file.name}: not a package: {line.strip()}") from error
        found.append(Locked(file.name, line.strip(), len(hashes)))
    return found


def loose(packages: Iterable[Locked]) -> list[str]:
    """What could become another package tomorrow: no single version, no hash, or an address to fetch it from."""
    wrong = []
    versions: dict[tuple[str, str], str] = {}
    for one in packages:
        name = one.wanted.name
        if not one.version or one.wanted.url or not one.hashes:
            wrong.append(f"{one.file}: {name} is not locked to one version with hashes")
        if versions.setdefault((one.file, name), one.version) != one.version:
            wrong.append(f"{one.file}: {name} is there in two versions")
    return wrong


def licence_of(about: Any) -> str:
    """The licence that a package gives itself, by its fixed name where that is known."""
    expression = about.get("License-Expression")
    if expression:
        return str(expression)
    named = [one.split(" :: ")[-1] for one in about.get_all("Classifier") or () if one.startswith("License ::")]
    said = [one for one in named if one != "OSI Approved"] or [(about.get("License") or "").strip()]
    return " AND ".join(SAID.get(one, one) for one in said)


def is_allowed(licence: str) -> bool:
    """Whether a licence leaves ours free; of alternatives one is enough. What is not understood is not allowed."""
    return any(all(one in ALLOWED for one in choice.split(" AND ")) for choice in licence.split(" OR "))


def unfree(packages: Iterable[Locked], about: Callable[[str], Any] = metadata.metadata) -> list[str]:
    """The packages that may not come along, as far as they are wanted on this computer."""
    wrong = []
    for one in packages:
        if one.wanted.marker and not one.wanted.marker.evaluate():
            continue
        try:
            licence = licence_of(about(one.wanted.name))
        except metadata.PackageNotFoundError:
            wrong.append(f"{one.wanted.name} is not installed, so its licence is not known")
            continue
        if not is_allowed(licence):
            wrong.append(f"{one.wanted.name} has a licence that is not on the list: {licence[:80] or 'none'}")
    return wrong


def vulnerable(packages: Iterable[Locked], address: str = ADVISORIES) -> list[str]:
    """The advisories about these versions. Raises OSError when nobody answers, ValueError for another answer."""
    asked = sorted({(one.wanted.name, one.version) for one in packages if one.version})
    queries = [{"package": {"name": name, "ecosystem": "PyPI"}, "version": version} for name, version in asked]
    body = json.dumps({"queries": queries}).encode()
    with urlopen(Request(address, body, {"Content-Type": "application/json"}), timeout=SECONDS) as answer:
        results = json.load(answer).get("results", [])
    if len(results) != len(asked):
        raise ValueError(f"{len(results)} answers about {len(asked)} packages")
    found = [
        (*package, one["id"]) for package, told in zip(asked, results, strict=True) for one in told.get("vulns", ())
    ]
    return [f"{name} {version}: {advisory}" for name, version, advisory in found if advisory not in ACCEPTED]


def main(asking: bool) -> int:
    """Tell what is wrong; 1 when anything is."""
    packages = [one for file in LOCKED for one in locked(ROOT / file)]
    wrong = loose(packages) + unfree([one for one in packages if one.file == RUNTIME])
    if asking:
        try:
            wrong += vulnerable(packages)
            print(f"known vulnerabilities: asked about {len(packages)} lines")
        except (OSError, ValueError) as error:
            print(f"known vulnerabilities: COULD NOT ASK, {ADVISORIES} did not answer ({error})")
    for one in wrong:
        print(one)
    print(f"{len(packages)} locked packages: " + (f"{len(wrong)} things to mend" if wrong else "in order"))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main("--without-asking" not in sys.argv[1:]))
