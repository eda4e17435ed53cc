"""An example company with its alliances, people and rules, for the playground and for trying things out.

All names are made up. Days are relative to today, so that the example never grows old.
"""

from bot.example_world.book import fill
from bot.example_world.people import WORKSPACE

__all__ = ["WORKSPACE", "fill"]
