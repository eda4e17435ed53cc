"""Payout notes, and won leads that are cancelled"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STAGES = "'shared', 'accepted', 'qualified', 'won', 'lost', 'disqualified', 'declined', 'expired', 'withdrawn'"
VERBS = "'share', 'accept', 'decline', 'qualify', 'disqualify', 'win', 'lose', 'withdraw', 'expire'"
DEEDS = (
    "'registered', 'edited', 'paused', 'resumed', 'ended', 'drafted', 'released', 'returned', 'rights_assigned',"
    " 'customer_shown', 'game_changed', 'scheduled'"
)
TRIGGERS = "cancelled_for IN ('customer_cancels', 'not_paid', 'returned', 'our_fault')"


def upgrade() -> None:
    know("lead", "stage", f"{STAGES}, 'cancelled'")
    know("lead_event", "stage", f"{STAGES}, 'cancelled'")
    know("lead_event", "verb", f"{VERBS}, 'cancel'")
    know("audit_entry", "deed", f"{DEEDS}, 'payout_confirmed', 'payout_rejected'")
    with op.batch_alter_table("lead_event") as batch:
        batch.add_column(sa.Column("cancelled_for", sa.Text(), nullable=True))
        batch.add_column(sa.Column("cancelled_on", sa.Date(), nullable=True))
        batch.create_check_constraint(op.f("ck_lead_event_cancelled_for_known"), TRIGGERS)
        batch.create_check_constraint(
            op.f("ck_lead_event_cancelled_for_a_reason"), "(cancelled_for IS NULL) = (cancelled_on IS NULL)"
        )
        batch.create_check_constraint(
            op.f("ck_lead_event_cancelled_on_a_day"), "(cancelled_on IS NOT NULL) = (verb = 'cancel')"
        )
    op.create_table(
        "payout_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("alliance_id", sa.Integer(), nullable=False),
        sa.Column("payee_id", sa.Integer(), nullable=False),
        sa.Column("pay_role", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("deal_minor", sa.BigInteger(), nullable=False),
        sa.Column("deal_currency", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("rules_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("format", sa.Integer(), nullable=False),
        sa.Column("lines", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("promised_minor", sa.BigInteger(), nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("takes_back", sa.Integer(), nullable=True),
        sa.Column("cancelled_for", sa.Text(), nullable=True),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sealed_reason", sa.String(), nullable=True),
        sa.CheckConstraint("kind IN ('pay', 'clawback')", name=op.f("ck_payout_note_kind_known")),
        sa.CheckConstraint(
            "pay_role IN ('seller', 'inside_sales', 'presales', 'support', 'team_lead')",
            name=op.f("ck_payout_note_pay_role_known"),
        ),
        sa.CheckConstraint("state IN ('open', 'confirmed', 'rejected')", name=op.f("ck_payout_note_state_known")),
        sa.CheckConstraint(TRIGGERS, name=op.f("ck_payout_note_cancelled_for_known")),
        sa.CheckConstraint(
            "amount_minor <> 0 AND (amount_minor > 0) = (kind = 'pay')",
            name=op.f("ck_payout_note_amount_pays_or_takes"),
        ),
        sa.CheckConstraint(
            "(kind = 'clawback') = (takes_back IS NOT NULL)", name=op.f("ck_payout_note_clawback_takes_back")
        ),
        sa.CheckConstraint(
            "(kind = 'clawback') = (cancelled_on IS NOT NULL)", name=op.f("ck_payout_note_clawback_after_cancelling")
        ),
        sa.CheckConstraint(
            "(cancelled_for IS NULL) = (cancelled_on IS NULL)", name=op.f("ck_payout_note_cancelled_for_a_reason")
        ),
        sa.CheckConstraint("(state = 'open') = (settled_by IS NULL)", name=op.f("ck_payout_note_settled_by_somebody")),
        sa.CheckConstraint(
            "(settled_by IS NULL) = (settled_at IS NULL)", name=op.f("ck_payout_note_settled_at_a_moment")
        ),
        sa.CheckConstraint("settled_by <> payee_id", name=op.f("ck_payout_note_settled_by_another")),
        sa.CheckConstraint(
            "state <> 'confirmed' OR amount_minor IS NOT NULL", name=op.f("ck_payout_note_confirmed_an_amount")
        ),
        sa.CheckConstraint(
            "(state = 'rejected') = (sealed_reason IS NOT NULL)", name=op.f("ck_payout_note_rejected_for_a_reason")
        ),
        sa.CheckConstraint("deal_minor >= 0", name=op.f("ck_payout_note_deal_not_negative")),
        sa.CheckConstraint("length(deal_currency) = 3", name=op.f("ck_payout_note_deal_currency_code")),
        sa.CheckConstraint("length(currency) = 3", name=op.f("ck_payout_note_currency_code")),
        sa.ForeignKeyConstraint(["alliance_id"], ["alliance.id"], name=op.f("fk_payout_note_alliance_id")),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_payout_note_lead_id")),
        sa.ForeignKeyConstraint(["payee_id"], ["person.id"], name=op.f("fk_payout_note_payee_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["version.id"], name=op.f("fk_payout_note_plan_id")),
        sa.ForeignKeyConstraint(["rules_id"], ["version.id"], name=op.f("fk_payout_note_rules_id")),
        sa.ForeignKeyConstraint(["settled_by"], ["person.id"], name=op.f("fk_payout_note_settled_by")),
        sa.ForeignKeyConstraint(["takes_back"], ["payout_note.id"], name=op.f("fk_payout_note_takes_back")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payout_note")),
        sa.UniqueConstraint("lead_id", "payee_id", "kind", name=op.f("uq_payout_note_lead_id_payee_id_kind")),
    )
    op.create_index(op.f("ix_payout_note_payee_id_id"), "payout_note", ["payee_id", "id"])
    op.create_index(op.f("ix_payout_note_state_id"), "payout_note", ["state", "id"])


def downgrade() -> None:
    # A history is not thinned out: with a cancelled lead or a settled note in it, the way back is refused.
    know("audit_entry", "deed", DEEDS)
    know("lead", "stage", STAGES)
    op.drop_table("payout_note")
    with op.batch_alter_table("lead_event") as batch:
        batch.drop_constraint(op.f("ck_lead_event_cancelled_on_a_day"), type_="check")
        batch.drop_constraint(op.f("ck_lead_event_cancelled_for_a_reason"), type_="check")
        batch.drop_constraint(op.f("ck_lead_event_cancelled_for_known"), type_="check")
        batch.drop_column("cancelled_on")
        batch.drop_column("cancelled_for")
    know("lead_event", "verb", VERBS)
    know("lead_event", "stage", STAGES)


def know(table: str, column: str, words: str) -> None:
    """Lets only these words into the column."""
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(op.f(f"ck_{table}_{column}_known"), type_="check")
        batch.create_check_constraint(op.f(f"ck_{table}_{column}_known"), f"{column} IN ({words})")
