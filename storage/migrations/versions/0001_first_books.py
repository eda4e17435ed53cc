"""First books"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "company",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("fiscal_year_starts", sa.Integer(), nullable=False),
        sa.CheckConstraint("fiscal_year_starts BETWEEN 1 AND 12", name=op.f("ck_company_fiscal_year_starts_month")),
        sa.CheckConstraint("id = 1", name=op.f("ck_company_only_one")),
        sa.CheckConstraint("length(currency) = 3", name=op.f("ck_company_currency_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company")),
    )
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("destination", sa.String(), nullable=False),
        sa.Column("sealed_payload", sa.String(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("looked_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message_ts", sa.String(), nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(settled_at IS NOT NULL) = (state IN ('sent', 'failed', 'skipped'))",
            name=op.f("ck_delivery_settled_at_a_moment"),
        ),
        sa.CheckConstraint("state <> 'sending' OR claim IS NOT NULL", name=op.f("ck_delivery_sending_is_claimed")),
        sa.CheckConstraint(
            "state IN ('due', 'sending', 'sent', 'failed', 'unknown', 'skipped')", name=op.f("ck_delivery_state_known")
        ),
        sa.CheckConstraint("(claim IS NULL) = (lease_until IS NULL)", name=op.f("ck_delivery_claim_has_lease")),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_delivery_attempts_count")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("key", name=op.f("uq_delivery_key")),
        sa.UniqueConstraint("mark", name=op.f("uq_delivery_mark")),
    )
    op.create_index(op.f("ix_delivery_state_due_at"), "delivery", ["state", "due_at"], unique=False)

    op.create_table(
        "handled_request",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", name=op.f("pk_handled_request")),
    )
    op.create_table(
        "key_probe",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("sealed_probe", sa.String(), nullable=False),
        sa.Column("blind_index", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_key_probe_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_probe")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("slack_user_id", sa.String(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("pay_role", sa.Text(), nullable=False),
        sa.Column("is_workspace_admin", sa.Boolean(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("language IN ('en', 'de')", name=op.f("ck_person_language_known")),
        sa.CheckConstraint(
            "pay_role IN ('seller', 'inside_sales', 'presales', 'support', 'team_lead')",
            name=op.f("ck_person_pay_role_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("team_id", "slack_user_id", name=op.f("uq_person_team_id_slack_user_id")),
    )
    op.create_table(
        "alliance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handle", sa.String(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("partner", sa.String(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("manager_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("sponsor_id", sa.Integer(), nullable=True),
        sa.Column("sealed_partner_sponsor", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("subdivision", sa.String(), nullable=False),
        sa.Column("shared_channel", sa.String(), nullable=True),
        sa.Column("partner_team_id", sa.String(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "phase IN ('install', 'build', 'professionalise', 'focus')", name=op.f("ck_alliance_phase_known")
        ),
        sa.CheckConstraint("status IN ('draft', 'active', 'paused', 'ended')", name=op.f("ck_alliance_status_known")),
        sa.CheckConstraint("revision > 0", name=op.f("ck_alliance_revision_counts")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_alliance_deputy_id")),
        sa.ForeignKeyConstraint(["manager_id"], ["person.id"], name=op.f("fk_alliance_manager_id")),
        sa.ForeignKeyConstraint(["sponsor_id"], ["person.id"], name=op.f("fk_alliance_sponsor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alliance")),
        sa.UniqueConstraint("handle", name=op.f("uq_alliance_handle")),
    )
    op.create_table(
        "person_right",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("assigned", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "assigned IN ('partner_manager', 'sales_operations', 'leadership', 'administrator')",
            name=op.f("ck_person_right_assigned_known"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_right_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "assigned", name=op.f("pk_person_right")),
    )
    op.create_table(
        "personal_figures",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("sealed_figures", sa.String(), nullable=False),
        sa.CheckConstraint("period_end > period_start", name=op.f("ck_personal_figures_period_lasts")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_personal_figures_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "period_start", "period_end", name=op.f("pk_personal_figures")),
    )
    op.create_table(
        "alliance_name",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("alliance_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["alliance_id"], ["alliance.id"], name=op.f("fk_alliance_name_alliance_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_alliance_name")),
    )
    op.create_index(op.f("ix_alliance_name_alliance_id"), "alliance_name", ["alliance_id"], unique=False)

    op.create_table(
        "counterpart",
        sa.Column("alliance_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sealed_name", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("industry", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["alliance_id"], ["alliance.id"], name=op.f("fk_counterpart_alliance_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("alliance_id", "position", name=op.f("pk_counterpart")),
    )
    op.create_table(
        "proposition",
        sa.Column("alliance_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("benefit", sa.String(), nullable=False),
        sa.Column("industry", sa.String(), nullable=False),
        sa.Column("persona", sa.String(), nullable=False),
        sa.Column("signals", sa.Text(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("opening_question", sa.String(), nullable=False),
        sa.Column("objections", sa.Text(), nullable=False),
        sa.CheckConstraint("language IN ('en', 'de')", name=op.f("ck_proposition_language_known")),
        sa.ForeignKeyConstraint(
            ["alliance_id"], ["alliance.id"], name=op.f("fk_proposition_alliance_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("alliance_id", "language", name=op.f("pk_proposition")),
    )
    op.create_table(
        "sales_channel",
        sa.Column("alliance_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.CheckConstraint("language IN ('en', 'de')", name=op.f("ck_sales_channel_language_known")),
        sa.ForeignKeyConstraint(
            ["alliance_id"], ["alliance.id"], name=op.f("fk_sales_channel_alliance_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("alliance_id", "position", name=op.f("pk_sales_channel")),
    )
    op.create_table(
        "version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pay_role", sa.Text(), nullable=False),
        sa.Column("alliance_id", sa.Integer(), nullable=True),
        sa.Column("route", sa.Text(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("format", sa.Integer(), nullable=False),
        sa.Column("terms", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("drafted_by", sa.Integer(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sealed_reason", sa.String(), nullable=True),
        sa.Column("sealed_approval", sa.String(), nullable=True),
        sa.Column("budget_minor", sa.BigInteger(), nullable=True),
        sa.Column("budget_currency", sa.String(), nullable=True),
        sa.CheckConstraint("(state = 'draft') = (decided_by IS NULL)", name=op.f("ck_version_decided_by_somebody")),
        sa.CheckConstraint(
            "pay_role IN ('seller', 'inside_sales', 'presales', 'support', 'team_lead')",
            name=op.f("ck_version_pay_role_known"),
        ),
        sa.CheckConstraint("route IN ('alone', 'together', 'hand_over')", name=op.f("ck_version_route_known")),
        sa.CheckConstraint(
            "state <> 'released' OR decided_by <> drafted_by", name=op.f("ck_version_released_by_another")
        ),
        sa.CheckConstraint("state IN ('draft', 'released', 'returned')", name=op.f("ck_version_state_known")),
        sa.CheckConstraint("(alliance_id IS NULL) = (route IS NULL)", name=op.f("ck_version_plan_or_rules")),
        sa.CheckConstraint(
            "(budget_minor IS NULL) = (budget_currency IS NULL)", name=op.f("ck_version_budget_has_currency")
        ),
        sa.CheckConstraint("(decided_by IS NULL) = (decided_at IS NULL)", name=op.f("ck_version_decided_at_a_moment")),
        sa.CheckConstraint("length(budget_currency) = 3", name=op.f("ck_version_budget_currency_code")),
        sa.CheckConstraint("length(currency) = 3", name=op.f("ck_version_currency_code")),
        sa.CheckConstraint("number > 0", name=op.f("ck_version_number_counts")),
        sa.CheckConstraint("valid_until > valid_from", name=op.f("ck_version_validity_lasts")),
        sa.ForeignKeyConstraint(["alliance_id"], ["alliance.id"], name=op.f("fk_version_alliance_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_version_decided_by")),
        sa.ForeignKeyConstraint(["drafted_by"], ["person.id"], name=op.f("fk_version_drafted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
        sa.UniqueConstraint(
            "alliance_id", "route", "pay_role", "number", name=op.f("uq_version_alliance_id_route_pay_role_number")
        ),
    )
    op.create_index(
        "uq_version_plan",
        "version",
        ["pay_role", "number"],
        unique=True,
        sqlite_where=sa.text("alliance_id IS NULL"),
        postgresql_where=sa.text("alliance_id IS NULL"),
    )

    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("alliance_id", sa.Integer(), nullable=True),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "deed IN ('registered', 'edited', 'paused', 'resumed', 'ended', 'drafted', 'released', 'returned', 'rights_assigned')",
            name=op.f("ck_audit_entry_deed_known"),
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_audit_entry_actor_id")),
        sa.ForeignKeyConstraint(["alliance_id"], ["alliance.id"], name=op.f("fk_audit_entry_alliance_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_audit_entry_person_id")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_audit_entry_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    op.create_index(op.f("ix_audit_entry_alliance_id_at"), "audit_entry", ["alliance_id", "at"], unique=False)


def downgrade() -> None:
    op.drop_table("audit_entry")
    op.drop_table("version")
    op.drop_table("sales_channel")
    op.drop_table("proposition")
    op.drop_table("counterpart")
    op.drop_table("alliance_name")
    op.drop_table("personal_figures")
    op.drop_table("person_right")
    op.drop_table("alliance")
    op.drop_table("person")
    op.drop_table("key_probe")
    op.drop_table("handled_request")
    op.drop_table("delivery")
    op.drop_table("company")
