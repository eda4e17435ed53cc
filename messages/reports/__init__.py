"""Giving and taking in words: the report on one alliance, the digest over all of them."""

from messages.reports.digest import digest
from messages.reports.report import report

__all__ = ["digest", "report"]
