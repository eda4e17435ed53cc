"""Own figures by what a goal counts and whose results it counts, not by period alone"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MEASURES = "measure IN ('orders', 'revenue', 'margin', 'units', 'deals')"
OWNERS = "owner IN ('person', 'team', 'company')"
KEY = ["person_id", "period_start", "period_end"]


def upgrade() -> None:
    with op.batch_alter_table("personal_figures") as batch:
        batch.add_column(sa.Column("measure", sa.Text(), nullable=False, server_default="orders"))
        batch.add_column(sa.Column("owner", sa.Text(), nullable=False, server_default="person"))
        batch.drop_constraint(op.f("pk_personal_figures"), type_="primary")
        batch.create_primary_key(op.f("pk_personal_figures"), [*KEY, "measure", "owner"])
        batch.create_check_constraint(op.f("ck_personal_figures_measure_known"), MEASURES)
        batch.create_check_constraint(op.f("ck_personal_figures_owner_known"), OWNERS)
    with op.batch_alter_table("personal_figures") as batch:
        batch.alter_column("measure", server_default=None)
        batch.alter_column("owner", server_default=None)


def downgrade() -> None:
    op.execute("DELETE FROM personal_figures WHERE measure <> 'orders' OR owner <> 'person'")
    with op.batch_alter_table("personal_figures") as batch:
        batch.drop_constraint(op.f("ck_personal_figures_owner_known"), type_="check")
        batch.drop_constraint(op.f("ck_personal_figures_measure_known"), type_="check")
        batch.drop_constraint(op.f("pk_personal_figures"), type_="primary")
        batch.create_primary_key(op.f("pk_personal_figures"), KEY)
        batch.drop_column("owner")
        batch.drop_column("measure")
