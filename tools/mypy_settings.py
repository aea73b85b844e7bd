"""The settings of the site as the plugin of mypy reads them: those of a demo, in a folder that is gone afterwards."""

import atexit
import os
import shutil
import tempfile

folder = tempfile.mkdtemp(prefix="samenspel-mypy-")
atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.environ |= {"SAMENSPEL_PROFILE": "demo", "SAMENSPEL_DATA": folder}

from samenspel.web.config.settings import *  # noqa: E402, F403
