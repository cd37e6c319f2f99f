"""Rows of the database become the message."""

from jixiao.scoring.v1 import scorecard_pb2 as card

import rules


def points(hundredths):
    """`4.50`; empty where there are none."""
    return "" if hundredths is None else f"{hundredths // 100}.{hundredths % 100:02}"


def decimal(millionths):
    """Without zeros at the end, as Jixiao prints values."""
    sign, size = ("-", -millionths) if millionths < 0 else ("", millionths)
    whole, part = divmod(size, 1_000_000)
    return f"{sign}{whole}.{part:06}".rstrip("0") if part else f"{sign}{whole}"


def fill_target(message, row):
    match row.target_kind:
        case rules.NUMERIC:
            numeric = message.numeric
            numeric.sign, numeric.value = row.sign, decimal(row.value_millionths)
            numeric.unit = row.unit or ""
        case rules.QUALITATIVE:
            message.qualitative.text = row.text
        case rules.DEADLINE:
            message.deadline.text, message.deadline.date = row.text or "", row.last_date
        case rules.WINDOW:
            window = message.window
            window.text, window.first_date, window.last_date = row.text or "", row.first_date, row.last_date
        case _:
            unreadable = message.unreadable
            unreadable.sign, unreadable.text, unreadable.unit = row.sign, row.text or "", row.unit or ""


def fill_actual(message, row):
    message.indicator = row.indicator
    match row.value_kind:
        case rules.NUMBER:
            message.number = decimal(row.number_millionths)
        case rules.DATE:
            message.date = row.date
        case rules.TEXT:
            message.text = row.text
        case rules.NOT_APPLICABLE:
            message.not_applicable.reason = row.text
        case rules.TIERED:
            message.tiered.tier, message.tiered.text = row.tier, row.text
    message.deviation_reason = row.deviation_reason or ""
    message.measure = row.measure or ""
    message.source = row.source or ""
    if row.numerator_millionths is not None:
        message.numerator = decimal(row.numerator_millionths)
        message.denominator = decimal(row.denominator_millionths)


def fill_reported(message, row):
    """Who reported what is beside it."""
    message.period = f"{row.fiscal_year}-{row.month:02}"
    message.revision = row.revision
    message.reporter = row.reporter
    message.plan_version = row.plan_version
    message.principal = row.principal
    message.correction_reason = row.correction_reason or ""


class Sums:
    """Points and weights of some rows."""

    def __init__(self):
        self.points = self.covered = self.applicable = 0

    def take(self, outcome, score, weight):
        if score is not None:
            self.points += score
            self.covered += weight
        if outcome != card.OUTCOME_NOT_APPLICABLE:
            self.applicable += weight


def is_missing(outcome, score):
    return score is None and outcome != card.OUTCOME_NOT_APPLICABLE


def fill(message, plan):
    """Makes a message the scorecard of what was read of a plan. Parts are made in their place: protobuf copies those
    that are handed in."""
    message.department_title = plan.version.department_title
    sums, missing, goals = Sums(), [], {}
    for goal in plan.goals:
        goals[goal.number] = message.goals.add(number=goal.number, text=goal.text), Sums()
    for row in plan.indicators:
        actual = plan.actuals.get(row.indicator)
        judgement, override = plan.judgements_of(row.indicator, actual.revision if actual else 0)
        outcome, score, met = rules.indicator_score(row, actual, judgement, override)
        weight = row.weight or 0
        goal, of_goal = goals[row.goal]
        of_goal.take(outcome, score, weight)
        sums.take(outcome, score, weight)
        if is_missing(outcome, score):
            missing.append(row.indicator)
        shown = goal.rows.add(
            indicator=row.indicator,
            level1=row.level1,
            level2=row.level2,
            name=row.name,
            weight=points(weight),
            outcome=outcome,
            score=points(score),
            met=met,
        )
        fill_target(shown.target, row)
        if actual:
            fill_actual(shown.actual.actual, actual)
            fill_reported(shown.actual, actual)
    for goal, of_goal in goals.values():
        goal.points, goal.weight_covered = points(of_goal.points), points(of_goal.covered)
        goal.weight = points(of_goal.applicable)
    weight = plan.version.execution_weight
    outcome, score = rules.execution_score(plan.execution, weight)
    sums.take(outcome, score, weight)
    if is_missing(outcome, score):
        missing.append("execution")
    fill_execution(message.execution, plan.execution, outcome, score, weight)
    fill_totals(message.totals, sums, missing)


def fill_execution(message, row, outcome, score, weight):
    message.weight, message.outcome, message.score = points(weight), outcome, points(score)
    if row:
        total = message.record.total
        total.initial_fen, total.executed_fen = row.initial_fen, row.executed_fen
        if row.adjusted_fen is not None:
            total.adjusted_fen = row.adjusted_fen
        fill_reported(message.record, row)


def fill_totals(message, sums, missing):
    lowest = rules.of_a_hundred(sums.points, sums.applicable)
    highest = rules.of_a_hundred(sums.points + sums.applicable - sums.covered, sums.applicable)
    message.points, message.weight_covered = points(sums.points), points(sums.covered)
    message.applicable_weight = points(sums.applicable)
    message.lowest_total, message.highest_total = points(lowest or 0), points(highest or 0)
    if not missing and lowest is not None:
        message.total, message.grade = points(lowest), rules.grade(lowest)
    message.missing.extend(missing)
