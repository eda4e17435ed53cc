"""Leads of partners who compete are won without an amount"""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    won_an_amount("won_minor IS NULL OR stage = 'won'")


def downgrade() -> None:
    # An amount nobody gave can't be made up: with such a lead in the book, the way back is refused.
    won_an_amount("(won_minor IS NOT NULL) = (stage = 'won')")


def won_an_amount(condition: str) -> None:
    """What is true of every lead."""
    with op.batch_alter_table("lead") as batch:
        batch.drop_constraint(op.f("ck_lead_won_an_amount"), type_="check")
        batch.create_check_constraint(op.f("ck_lead_won_an_amount"), condition)
