"""How Alembic reaches the database: on the connection it is given, or on the URL of `alembic -x url=…`.

A new migration: `alembic -x url=sqlite:///scratch.db upgrade head`, then the same with
`revision --autogenerate --rev-id 0002 -m "…"`, and read what it wrote.
"""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from storage.engine import migrating, open_engine
from storage.tables import Row


def as_plain_type(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:  # noqa: ANN401 (Alembic's)
    """Renders types of ours as the ones they are kept as, so that migrations import nothing that may change."""
    return f"sa.{item.impl!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


def run(connection: Connection) -> None:
    """Runs the command inside the transaction of the connection, so that it is done as a whole or not at all."""
    context.configure(
        connection=connection,
        target_metadata=Row.metadata,
        render_as_batch=True,
        render_item=as_plain_type,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with migrating(open_engine(context.get_x_argument(as_dictionary=True)["url"])) as opened:
        run(opened)
