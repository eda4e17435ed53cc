"""What every refusal is."""


class Refusal(Exception):
    """Something was refused, and nothing was changed."""
