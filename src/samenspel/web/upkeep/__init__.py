"""What keeps a site safe: backups, putting them back, and a look at how it is."""
