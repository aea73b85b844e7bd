import subprocess
import sys
from pathlib import Path

import pytest

STATM = Path("/proc/self/statm")
LETTERS = """
import datetime, os
from samenspel.present.invitations import Letter, letters_pdf
from samenspel.theory.words import Bilingual

def memory():
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

for time in range(12):
    letters_pdf(
        [Letter(f"Naam {time}.{one}", None, f"https://samenspel.example/r/{time}{one}", "nl") for one in range(25)],
        network=f"Netwerk {time}", sender="Sanne", title=f"Ronde {time}", message="Welkom.", closes=None,
        visibility_words=Bilingual("Totalen", "Totals"), date=datetime.date(2026, 3, 12),
    )
    print(memory())
"""


@pytest.mark.skipif(not STATM.exists(), reason="only Linux tells what a process takes this way")
def test_nothing_is_kept_of_pages_that_were_set():
    done = subprocess.run([sys.executable, "-c", LETTERS], capture_output=True, text=True, check=True)
    sizes = [float(line) for line in done.stdout.split()]
    assert len(sizes) == 12
    assert sizes[-1] - sizes[1] < 40, sizes
