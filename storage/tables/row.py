from __future__ import annotations

from typing import ClassVar

from sqlalchemy import MetaData
from sqlmodel import SQLModel

from storage.columns import NAMES


class Row(SQLModel):
    """What all tables share: one catalogue, in which every constraint has a name."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMES)
