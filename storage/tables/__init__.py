"""The tables. Rows stay inside `storage`: they are not validated, and what leaves are domain values."""

from storage.tables.alliances import AllianceRow, ChannelRow, CounterpartRow, NameRow, PropositionRow
from storage.tables.leads import LeadEventRow, LeadRow, LeadTextRow
from storage.tables.payouts import PayoutNoteRow
from storage.tables.people import CompanyRow, FiguresRow, PersonRow, RightRow
from storage.tables.records import DeliveryRow, EntryRow, KeyProbeRow, RequestRow
from storage.tables.row import Row
from storage.tables.schedules import BriefingMarkRow, BriefingPostRow, ScheduleRow
from storage.tables.versions import VersionRow

__all__ = [
    "AllianceRow",
    "BriefingMarkRow",
    "BriefingPostRow",
    "ChannelRow",
    "CompanyRow",
    "CounterpartRow",
    "DeliveryRow",
    "EntryRow",
    "FiguresRow",
    "KeyProbeRow",
    "LeadEventRow",
    "LeadRow",
    "LeadTextRow",
    "NameRow",
    "PayoutNoteRow",
    "PersonRow",
    "PropositionRow",
    "RequestRow",
    "RightRow",
    "Row",
    "ScheduleRow",
    "VersionRow",
]
