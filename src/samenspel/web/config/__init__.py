"""How the site is put together: settings from the environment, addresses, checks, and the WSGI door."""
