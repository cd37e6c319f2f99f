"""The rules of the profile cn-2020. Points are hundredths, values millionths: whole numbers, so all is exact."""

from jixiao.common.v1.target_pb2 import SIGN_AT_LEAST, SIGN_AT_MOST, SIGN_EQUAL, SIGN_LESS_THAN, SIGN_MORE_THAN
from jixiao.common.v1.tier_pb2 import TIER_ACHIEVED, TIER_PARTLY_ACHIEVED
from jixiao.scoring.v1 import scorecard_pb2 as card
from jixiao.scoring.v1.profile_pb2 import GRADE_EXCELLENT, GRADE_FAIR, GRADE_GOOD, GRADE_POOR

# Kinds of targets and of actuals, and of rulings: the numbers of their fields in the protos.
NUMERIC, QUALITATIVE, DEADLINE, WINDOW = 1, 2, 3, 4
NUMBER, DATE, TEXT, NOT_APPLICABLE, TIERED = 2, 3, 4, 5, 9
TIER_RULING, OVERRIDE = 2, 5

FLOORS = (SIGN_AT_LEAST, SIGN_MORE_THAN, SIGN_EQUAL)
CAPS = (SIGN_AT_MOST, SIGN_LESS_THAN)


def rounded(numerator, denominator):
    """The quotient, half up; neither is negative."""
    return (2 * numerator + denominator) // (2 * denominator)


def number_met(sign, target, actual):
    if actual == target:
        return True
    if sign == SIGN_EQUAL and target == 0:
        return actual < 0
    return actual > target if sign in FLOORS else actual < target


def number_score(sign, target, actual, weight):
    """Points, or None where no rule gives any."""
    if target < 0 or (target == 0 and sign in (SIGN_AT_LEAST, SIGN_MORE_THAN)):
        return weight if number_met(sign, target, actual) else None
    if target == 0:
        return weight if actual <= 0 else 0
    actual = max(actual, 0)
    if sign in CAPS:
        return weight if actual <= target else rounded(weight * max(2 * target - actual, 0), target)
    return weight if actual >= target else rounded(weight * actual, target)


def in_band(tier, score, weight):
    """Whether a tier allows the points."""
    achieved, partly = rounded(weight * 80, 100), rounded(weight * 60, 100)
    if tier == TIER_ACHIEVED:
        return achieved <= score <= weight
    if tier == TIER_PARTLY_ACHIEVED:
        return partly <= score < achieved
    return 0 <= score < partly


def judged(judgement, weight):
    """Outcome, score and met of a row that a person decides."""
    if judgement is None or judgement.kind != TIER_RULING or not in_band(judgement.tier, judgement.score, weight):
        return card.OUTCOME_UNJUDGED, None, None
    return card.OUTCOME_JUDGED, judgement.score, judgement.tier == TIER_ACHIEVED


def by_rule(indicator, actual, judgement):
    """Outcome, score and met of a row without its override."""
    kind, weight = indicator.target_kind, indicator.weight or 0
    if actual is None:
        return card.OUTCOME_NOT_REPORTED, None, None
    if actual.value_kind == NOT_APPLICABLE:
        return card.OUTCOME_NOT_APPLICABLE, None, None
    if actual.value_kind == NUMBER and kind == NUMERIC:
        numbers = indicator.sign, indicator.value_millionths, actual.number_millionths
        score = number_score(*numbers, weight)
        outcome = card.OUTCOME_NOT_SCORABLE if score is None else card.OUTCOME_SCORED
        return outcome, score, number_met(*numbers)
    if actual.value_kind == DATE and kind in (DEADLINE, WINDOW):
        # Dates are yyyy-mm-dd: they compare as texts.
        if (indicator.first_date or "") <= actual.date <= indicator.last_date:
            return card.OUTCOME_SCORED, weight, True
        outcome, score, _ = judged(judgement, weight)
        return outcome, score, False
    if actual.value_kind in (TEXT, TIERED) and kind in (QUALITATIVE, DEADLINE, WINDOW):
        return judged(judgement, weight)
    return card.OUTCOME_NOT_SCORABLE, None, None


def indicator_score(indicator, actual, judgement, override):
    """Outcome, score and met of a row."""
    outcome, score, met = by_rule(indicator, actual, judgement)
    if override is not None and override.score is not None and override.score <= (indicator.weight or 0):
        return card.OUTCOME_OVERRIDDEN, override.score, met
    return outcome, score, met


def execution_score(execution, weight):
    """Outcome and score of the execution row."""
    if execution is None:
        return card.OUTCOME_NOT_REPORTED, None
    budget = execution.initial_fen if execution.adjusted_fen is None else execution.adjusted_fen
    if budget <= 0:
        return card.OUTCOME_NOT_APPLICABLE, None
    if execution.executed_fen >= budget:
        return card.OUTCOME_SCORED, weight
    return card.OUTCOME_SCORED, rounded(weight * max(execution.executed_fen, 0), budget)


def of_a_hundred(points, applicable):
    """The total that points are where that weight applies; None where none does."""
    return rounded(points * 10_000, applicable) if applicable else None


def grade(total):
    if total >= 9_000:
        return GRADE_EXCELLENT
    if total >= 8_000:
        return GRADE_GOOD
    return GRADE_FAIR if total >= 6_000 else GRADE_POOR
