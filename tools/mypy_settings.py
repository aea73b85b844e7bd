"""The settings of the site as the plugin of mypy reads them: those of a demo, in a folder beside what mypy keeps."""

import os
from pathlib import Path

folder = Path(__file__).parents[1] / ".mypy_cache" / "site"  # mypy leaves nothing time to clean up when it ends
folder.mkdir(parents=True, exist_ok=True)
os.environ |= {"SAMENSPEL_PROFILE": "demo", "SAMENSPEL_DATA": str(folder)}

from samenspel.web.config.settings import *  # noqa: E402, F403
