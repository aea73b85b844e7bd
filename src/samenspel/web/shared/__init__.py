"""What every part of the site stands on: pages, components, words, audit, limits, mail, tasks."""
