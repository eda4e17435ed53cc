"""Leads, what was written about them, and their steps"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

REASONS = (
    "reason IN ('not_our_customer', 'no_budget', 'no_answer', 'duplicate', 'requirement_not_met', 'timing', 'other')"
)
STAGES = (
    "stage IN ('shared', 'accepted', 'qualified', 'won', 'lost', 'disqualified', 'declined', 'expired', 'withdrawn')"
)
COUNTED = ["direction", "stage", "reason", "expected_currency", "won_currency", "expected_minor", "won_minor"]


def upgrade() -> None:
    op.create_table(
        "lead",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("external_id", sa.String(), nullable=True),
        sa.Column("alliance_id", sa.Integer(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("sender_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("half_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sponsor_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("timing", sa.Text(), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("expected_minor", sa.BigInteger(), nullable=True),
        sa.Column("expected_currency", sa.String(), nullable=True),
        sa.Column("won_minor", sa.BigInteger(), nullable=True),
        sa.Column("won_currency", sa.String(), nullable=True),
        sa.Column("led_by", sa.Text(), nullable=True),
        sa.Column("invoiced_by", sa.Text(), nullable=True),
        sa.Column("partner_came", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("direction IN ('given', 'received', 'joint')", name=op.f("ck_lead_direction_known")),
        sa.CheckConstraint(STAGES, name=op.f("ck_lead_stage_known")),
        sa.CheckConstraint(REASONS, name=op.f("ck_lead_reason_known")),
        sa.CheckConstraint(
            "timing IN ('now', 'this_quarter', 'next_quarter', 'later', 'unknown')", name=op.f("ck_lead_timing_known")
        ),
        sa.CheckConstraint("led_by IN ('ours', 'partners')", name=op.f("ck_lead_led_by_known")),
        sa.CheckConstraint("invoiced_by IN ('ours', 'partners')", name=op.f("ck_lead_invoiced_by_known")),
        sa.CheckConstraint("partner_came IN ('before', 'during', 'after')", name=op.f("ck_lead_partner_came_known")),
        sa.CheckConstraint("(source IS NULL) = (external_id IS NULL)", name=op.f("ck_lead_source_has_id")),
        sa.CheckConstraint(
            "(expected_minor IS NULL) = (expected_currency IS NULL)", name=op.f("ck_lead_expected_has_currency")
        ),
        sa.CheckConstraint("(won_minor IS NULL) = (won_currency IS NULL)", name=op.f("ck_lead_won_has_currency")),
        sa.CheckConstraint("expected_minor >= 0 AND won_minor >= 0", name=op.f("ck_lead_values_not_negative")),
        sa.CheckConstraint("(won_minor IS NOT NULL) = (stage = 'won')", name=op.f("ck_lead_won_an_amount")),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (stage IN ('shared', 'accepted', 'qualified'))",
            name=op.f("ck_lead_closed_or_open"),
        ),
        sa.CheckConstraint(
            "(half_at IS NULL) = (due_at IS NULL) AND (half_at IS NULL) = (sponsor_at IS NULL)"
            " AND (half_at IS NULL) = (expires_at IS NULL)",
            name=op.f("ck_lead_deadlines_together"),
        ),
        sa.CheckConstraint("direction <> 'joint' OR due_at IS NULL", name=op.f("ck_lead_joint_needs_no_answer")),
        sa.CheckConstraint(
            "(led_by IS NULL) = (invoiced_by IS NULL) AND (led_by IS NULL) = (partner_came IS NULL)",
            name=op.f("ck_lead_attributed_as_a_whole"),
        ),
        sa.CheckConstraint("led_by IS NULL OR direction = 'joint'", name=op.f("ck_lead_joint_is_attributed")),
        sa.CheckConstraint("revision > 0", name=op.f("ck_lead_revision_counts")),
        sa.CheckConstraint("length(expected_currency) = 3", name=op.f("ck_lead_expected_currency_code")),
        sa.CheckConstraint("length(won_currency) = 3", name=op.f("ck_lead_won_currency_code")),
        sa.ForeignKeyConstraint(["alliance_id"], ["alliance.id"], name=op.f("fk_lead_alliance_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_lead_owner_id")),
        sa.ForeignKeyConstraint(["sender_id"], ["person.id"], name=op.f("fk_lead_sender_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead")),
        sa.UniqueConstraint("source", "external_id", name=op.f("uq_lead_source_external_id")),
    )
    op.create_index("ix_lead_by_alliance", "lead", ["alliance_id", "shared_at", *COUNTED])
    op.create_index("ix_lead_by_moment", "lead", ["shared_at", "alliance_id", *COUNTED])
    op.create_index(op.f("ix_lead_stage_half_at"), "lead", ["stage", "half_at"])
    op.create_index(op.f("ix_lead_sender_id"), "lead", ["sender_id"])
    op.create_index(op.f("ix_lead_owner_id"), "lead", ["owner_id"])

    op.create_table(
        "lead_text",
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("sealed_customer", sa.String(), nullable=False),
        sa.Column("company_index", sa.String(), nullable=True),
        sa.Column("sealed_need", sa.String(), nullable=False),
        sa.Column("sealed_link", sa.String(), nullable=False),
        sa.Column("sealed_contact", sa.String(), nullable=True),
        sa.Column("sealed_reason_note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_text_lead_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("lead_id", name=op.f("pk_lead_text")),
    )
    op.create_index(op.f("ix_lead_text_company_index"), "lead_text", ["company_index"])

    op.create_table(
        "lead_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("amount_currency", sa.String(), nullable=True),
        sa.CheckConstraint(
            "verb IN ('share', 'accept', 'decline', 'qualify', 'disqualify', 'win', 'lose', 'withdraw', 'expire')",
            name=op.f("ck_lead_event_verb_known"),
        ),
        sa.CheckConstraint(STAGES, name=op.f("ck_lead_event_stage_known")),
        sa.CheckConstraint(REASONS, name=op.f("ck_lead_event_reason_known")),
        sa.CheckConstraint(
            "(amount_minor IS NULL) = (amount_currency IS NULL)", name=op.f("ck_lead_event_amount_has_currency")
        ),
        sa.CheckConstraint("length(amount_currency) = 3", name=op.f("ck_lead_event_amount_currency_code")),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_lead_event_actor_id")),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_event_lead_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_event")),
    )
    op.create_index(op.f("ix_lead_event_lead_id_at"), "lead_event", ["lead_id", "at"])


def downgrade() -> None:
    op.drop_table("lead_event")
    op.drop_table("lead_text")
    op.drop_table("lead")
