"""The settings of the site as tests want them: quick passwords, tasks done at once, static files as they lie."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("SAMENSPEL_PROFILE", "demo")
if "SAMENSPEL_DATA" not in os.environ:  # the first process of a run makes it, for the others too, and ends last
    os.environ["SAMENSPEL_DATA"] = tempfile.mkdtemp(prefix="samenspel-test-")
    atexit.register(shutil.rmtree, os.environ["SAMENSPEL_DATA"], ignore_errors=True)

from samenspel.web.config.settings import *  # noqa: F403
from samenspel.web.config.settings import STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
