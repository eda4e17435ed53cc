"""What the components of a plan or of alliance rules pay for a deal: lines that add up to a total."""

from bot.domain.pay.differences import difference_within
from bot.domain.pay.lines import (
    BonusLine,
    FactorState,
    FixedLine,
    GoalLine,
    LimitLine,
    Line,
    OpenLine,
    Part,
    PercentageLine,
    ShareLine,
    SplitLine,
    TieredLine,
    line_amount,
)
from bot.domain.pay.paying import (
    Paid,
    applying,
    case_of,
    clawbacks,
    holds_until,
    in_currency_of,
    own_lines,
    pay,
    specificity,
)
from bot.domain.pay.results import goal_difference, period_pay, tiered_difference
from bot.domain.pay.shares import divided, share_of
from bot.domain.pay.situation import Base, Case, MarginNeeded, Situation, UnitsNeeded

__all__ = [
    "Base",
    "BonusLine",
    "Case",
    "FactorState",
    "FixedLine",
    "GoalLine",
    "LimitLine",
    "Line",
    "MarginNeeded",
    "OpenLine",
    "Paid",
    "Part",
    "PercentageLine",
    "ShareLine",
    "Situation",
    "SplitLine",
    "TieredLine",
    "UnitsNeeded",
    "applying",
    "case_of",
    "clawbacks",
    "difference_within",
    "divided",
    "goal_difference",
    "holds_until",
    "in_currency_of",
    "line_amount",
    "own_lines",
    "pay",
    "period_pay",
    "share_of",
    "specificity",
    "tiered_difference",
]
