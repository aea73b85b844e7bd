"""Random names and secrets, and how secrets are kept."""

import hashlib
import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that is read as something else


def new_code() -> str:
    """A name for an address: it says nothing and cannot be guessed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))


def new_secret() -> str:
    """A secret that opens something: 24 characters that can be typed over, 118 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(24))


def tidy_secret(typed: str) -> str:
    """A secret as it was typed over: capitals, spaces and hyphens do not matter."""
    return "".join(typed.split()).replace("-", "").lower()


def fingerprint(secret: str) -> str:
    """What is kept of a secret. It is found by this hash, so no comparison can be timed."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
