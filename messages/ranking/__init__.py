"""Which partner to take along to a customer, and which versions of plan and rules count when."""

from messages.ranking.asking import ask_industry, partners_command
from messages.ranking.order import ranking
from messages.ranking.versions import history

__all__ = ["ask_industry", "history", "partners_command", "ranking"]
