"""Seals texts for keeping, and makes blind indexes of them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

_KEY_BYTES = 32
ENCRYPTION_KEYS = "ENCRYPTION_KEYS"
INDEX_KEY = "INDEX_KEY"


class UnusableKey(ValueError):
    """A key is missing, or is not 32 bytes in URL-safe base64.

    `setting` names where it stands, `position` which of several it is, from 1. The key itself is not told.
    """

    def __init__(self, setting: str, position: int = 1) -> None:
        super().__init__(f"{setting}: key {position} is missing or is not 32 bytes in URL-safe base64")
        self.setting = setting
        self.position = position


class WrongKey(Exception):
    """What was to be opened was sealed with a key that is not among those given."""


def new_keys() -> dict[str, str]:
    """A fresh key for each of the two settings, by the setting's name."""
    return {setting: Fernet.generate_key().decode() for setting in (ENCRYPTION_KEYS, INDEX_KEY)}


class Vault:
    """Keeps texts secret (Fernet: AES-128-CBC and HMAC-SHA256) and comparable (HMAC-SHA256 with a key of its own).

    Args:
        encryption_keys: the first one seals, any one opens; a key is retired by putting a new one before it.
        index_key: the key of the blind index; it stays as long as indexes made with it are looked for.

    Raises:
        UnusableKey: if a key is missing or is none.
    """

    def __init__(self, encryption_keys: Sequence[str], index_key: str) -> None:
        if not encryption_keys:
            raise UnusableKey(ENCRYPTION_KEYS)
        raw_keys = [_raw(key, ENCRYPTION_KEYS, n) for n, key in enumerate(encryption_keys, start=1)]
        self._fernet = MultiFernet([Fernet(base64.urlsafe_b64encode(raw)) for raw in raw_keys])
        self._index_key = _raw(index_key, INDEX_KEY, 1)
        self._index_version = _short(self._index_key)
        self._fingerprint = f"{_short(raw_keys[0])}-{self._index_version}"

    def seal(self, text: str) -> str:
        """The text, readable with the key alone; sealing twice gives two different results."""
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """The text that was sealed. Raises WrongKey if none of the keys opens it."""
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise WrongKey from None

    def index(self, text: str) -> str:
        """A blind index: equal for equal texts, telling nothing about them without the key.

        It starts with the version of the key, so that indexes of an older key are told apart.
        """
        return f"{self._index_version}:{hmac.digest(self._index_key, text.encode(), 'sha256').hex()}"

    def fingerprint(self) -> str:
        """A short name for the key that seals and the index key; it tells nothing about them."""
        return self._fingerprint


def _raw(key: str, setting: str, position: int) -> bytes:
    try:
        raw = base64.b64decode(key.encode(), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raw = b""
    if len(raw) != _KEY_BYTES:
        raise UnusableKey(setting, position)
    return raw


def _short(raw: bytes) -> str:
    return hashlib.sha256(b"alliance-bot key name" + raw).hexdigest()[:8]
