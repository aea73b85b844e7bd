"""`python -m bench.hour` visits the site for an hour; `--write` puts it all in docs/explanation/an-hour-of-load.md.

The site runs as it does for people: `samenspel serve` with two workers and the background worker, the production
settings, mail over SMTP, SQLite that waits for the disk (or a PostgreSQL of its own with `--database postgresql`).
"""

import argparse
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

from bench.hour.run import RATE, run
from bench.hour.told import measured, verdicts
from bench.page import placed
from tests.web.postgresql import postgresql_server

PAGE = Path(__file__).resolve().parents[2] / "docs/explanation/an-hour-of-load.md"


def main() -> None:
    """Visit and tell. Ends with 1 when something went wrong."""
    options = argparse.ArgumentParser(prog="python -m bench.hour", description=__doc__)
    options.add_argument("--minutes", type=float, default=60.0)
    options.add_argument("--rate", type=float, default=RATE, help="requests a second, of all visitors together")
    options.add_argument("--database", default="", help="postgresql: a server of its own; or postgresql://…")
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    own = given.database == "postgresql"
    with tempfile.TemporaryDirectory() as folder, postgresql_server(quick=False) if own else nullcontext("") as server:
        found = run(Path(folder), given.minutes * 60, given.rate, server or given.database)
    told = measured(found, given.database)
    print(told)
    if found.tally.cases or found.lost:
        print("\n".join(["", *found.tally.cases, *found.lost[:20]]), file=sys.stderr)
    if given.write:
        PAGE.write_text(placed(PAGE.read_text("utf-8"), told), "utf-8")
    sys.exit(not all(good for good, _ in verdicts(found)))


if __name__ == "__main__":
    main()
