"""Settings: the only reader of the environment."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from bot.domain.money import CURRENCIES

SLACK = "https://slack.com/api/"


class UnusableSettings(Exception):
    """Settings are wrong; every problem as a sentence."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Settings(BaseModel):
    """What the bot needs to know to run; `.env.example` explains each one.

    A field is read from the environment variable of the same name in capitals. Secrets don't show in logs.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_api_url: str = SLACK
    database_url: str = "sqlite:///alliance-bot.db"
    encryption_keys: SecretStr = SecretStr("")
    index_key: SecretStr = SecretStr("")
    company_currency: str = "EUR"
    company_time_zone: str = "Europe/Berlin"
    company_country: Annotated[str, Field(pattern="^[A-Z]{2}$")] = "DE"
    fiscal_year_starts: Annotated[int, Field(ge=1, le=12)] = 1
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 3000
    log_level: Annotated[str, Field(pattern="^(DEBUG|INFO|WARNING|ERROR)$")] = "INFO"

    @field_validator("company_currency")
    @classmethod
    def _known_currency(cls, value: str) -> str:
        if value not in CURRENCIES:
            raise ValueError(f"{value} is no ISO 4217 currency, such as EUR")
        return value

    @field_validator("company_time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(f"{value} is no IANA time zone, such as Europe/Berlin") from None
        return value

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_slash(cls, value: str) -> str:
        return value if value.endswith("/") else value + "/"

    @classmethod
    def read(cls, environ: Mapping[str, str], folder: Path) -> Settings:
        """Reads the environment over the `.env` of the folder; changes neither. An empty value counts as not set.

        Raises:
            UnusableSettings: with all problems at once.
        """
        merged = {**dotenv_values(folder / ".env"), **environ}
        named = {name: merged[name.upper()] for name in cls.model_fields if merged.get(name.upper())}
        try:
            return cls.model_validate(named)
        except ValidationError as error:
            raise UnusableSettings(tuple(f"{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors())) from None

    @property
    def encryption_key_list(self) -> tuple[str, ...]:
        """The keys in their order: the first one encrypts, any one decrypts."""
        return tuple(key.strip() for key in self.encryption_keys.get_secret_value().split(",") if key.strip())

    @property
    def has_slack_tokens(self) -> bool:
        """Whether enough is set to connect to Slack in one of the two modes."""
        bot = bool(self.slack_bot_token.get_secret_value())
        return bot and bool(self.slack_app_token.get_secret_value() or self.slack_signing_secret.get_secret_value())
