"""The door for a WSGI server."""

import multiprocessing
import os

from django.core.wsgi import get_wsgi_application

from samenspel.web.config.lifeline import follow

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samenspel.web.config.settings")

# Granian starts each of its workers as a process of its own, and a worker left behind would go on holding the port.
if server := multiprocessing.parent_process():
    follow(server.pid or os.getppid())

application = get_wsgi_application()
