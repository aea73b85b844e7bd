"""An hour of mixed visitors on the site as it is served, on loopback and at a bounded pace."""
