"""The site as it runs for people, with two bare views beside it to measure against."""

from samenspel.web.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.site.urls"
