"""Accounts, the links that let someone in, and the sessions that are open."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from samenspel.errors import LANGUAGES


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts and finds them by e-mail, in whatever capitals."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        """A new account; without password it can only be entered by a link."""
        account = self.model(email=tidy_email(email), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account with this e-mail address."""
        return self.get(email=tidy_email(username or ""))


def tidy_email(email: str) -> str:
    """An e-mail address as it is kept: without spaces around it, in small letters."""
    return email.strip().lower()


class Account(AbstractBaseUser):
    """Someone who works with networks. Participants have none.

    last_code: the step of the last code of the authenticator app that was accepted; a code works once.
    recovery: hashes of the recovery codes that are left.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, choices=[(lang, lang) for lang in LANGUAGES], default="nl")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    second_factor = models.CharField(max_length=64, blank=True)
    second_factor_on = models.BooleanField(default=False)
    last_code = models.BigIntegerField(default=0)
    recovery = models.JSONField(default=list)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name or self.email


class LoginLink(models.Model):
    """A link that lets its account in once, until it expires; of its secret only the hash is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="links")
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    to_password = models.BooleanField(default=False)


class EmailChange(models.Model):
    """A new address that an account asked for. It counts once its owner opens the link that went there.

    hash: of the secret in that link; none until the mail goes out. former: the address before, once it was changed.
    """

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="email_change")
    email = models.EmailField()
    former = models.EmailField(blank=True)
    hash = models.CharField(max_length=64, unique=True, null=True)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()


class OpenSession(models.Model):
    """A device on which an account is logged in. device: browser and system, such as "Firefox|Windows"."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sessions")
    session_key = models.CharField(max_length=40, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    device = models.CharField(max_length=120, blank=True)
