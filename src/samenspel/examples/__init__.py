"""Example answers of a made-up network, to try everything on."""
