"""Rows of the database become the message."""

from jixiao.common.v1 import target_pb2 as target_proto
from jixiao.results.v1 import actual_pb2 as actual_proto
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


def target(row):
    match row.target_kind:
        case rules.NUMERIC:
            value = decimal(row.value_millionths)
            return target_proto.Target(numeric=target_proto.NumericTarget(sign=row.sign, value=value, unit=row.unit))
        case rules.QUALITATIVE:
            return target_proto.Target(qualitative=target_proto.QualitativeTarget(text=row.text))
        case rules.DEADLINE:
            return target_proto.Target(deadline=target_proto.DeadlineTarget(text=row.text, date=row.last_date))
        case rules.WINDOW:
            window = target_proto.WindowTarget(text=row.text, first_date=row.first_date, last_date=row.last_date)
            return target_proto.Target(window=window)
        case _:
            unreadable = target_proto.UnreadableTarget(sign=row.sign, text=row.text, unit=row.unit)
            return target_proto.Target(unreadable=unreadable)


def value(row):
    match row.value_kind:
        case rules.NUMBER:
            return {"number": decimal(row.number_millionths)}
        case rules.DATE:
            return {"date": row.date}
        case rules.TEXT:
            return {"text": row.text}
        case rules.NOT_APPLICABLE:
            return {"not_applicable": actual_proto.NotApplicable(reason=row.text)}
        case _:
            return {"tiered": actual_proto.TieredActual(tier=row.tier, text=row.text)}


def actual_record(row):
    has_ratio = row.numerator_millionths is not None
    return actual_proto.ActualRecord(
        actual=actual_proto.Actual(
            indicator=row.indicator,
            deviation_reason=row.deviation_reason,
            measure=row.measure,
            source=row.source,
            numerator=decimal(row.numerator_millionths) if has_ratio else None,
            denominator=decimal(row.denominator_millionths) if has_ratio else None,
            **value(row),
        ),
        period=f"{row.fiscal_year}-{row.month:02}",
        revision=row.revision,
        reporter=row.reporter,
        plan_version=row.plan_version,
        principal=row.principal,
        correction_reason=row.correction_reason,
    )


def execution_record(row):
    return actual_proto.ExecutionRecord(
        total=actual_proto.ExecutionAmounts(
            initial_fen=row.initial_fen, adjusted_fen=row.adjusted_fen, executed_fen=row.executed_fen
        ),
        period=f"{row.fiscal_year}-{row.month:02}",
        revision=row.revision,
        reporter=row.reporter,
        plan_version=row.plan_version,
        principal=row.principal,
        correction_reason=row.correction_reason,
    )


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


def scorecard(plan):
    """The scorecard of what was read of a plan."""
    sums, missing, goals = Sums(), [], {}
    for goal in plan.goals:
        goals[goal.number] = (goal, Sums(), [])
    for row in plan.indicators:
        actual = plan.actuals.get(row.indicator)
        judgement, override = plan.judgements_of(row.indicator, actual.revision if actual else 0)
        outcome, score, met = rules.indicator_score(row, actual, judgement, override)
        weight = row.weight or 0
        _, of_goal, rows = goals[row.goal]
        of_goal.take(outcome, score, weight)
        sums.take(outcome, score, weight)
        if score is None and outcome != card.OUTCOME_NOT_APPLICABLE:
            missing.append(row.indicator)
        rows.append(
            card.IndicatorRow(
                indicator=row.indicator,
                level1=row.level1,
                level2=row.level2,
                name=row.name,
                target=target(row),
                weight=points(weight),
                actual=actual_record(actual) if actual else None,
                outcome=outcome,
                score=points(score),
                met=met,
            )
        )
    weight = plan.version.execution_weight
    outcome, score = rules.execution_score(plan.execution, weight)
    sums.take(outcome, score, weight)
    if score is None and outcome != card.OUTCOME_NOT_APPLICABLE:
        missing.append("execution")
    return card.Scorecard(
        department_title=plan.version.department_title,
        goals=[
            card.GoalRows(
                number=goal.number,
                text=goal.text,
                points=points(of_goal.points),
                weight_covered=points(of_goal.covered),
                weight=points(of_goal.applicable),
                rows=rows,
            )
            for goal, of_goal, rows in goals.values()
        ],
        execution=card.ExecutionRow(
            weight=points(weight),
            record=execution_record(plan.execution) if plan.execution else None,
            outcome=outcome,
            score=points(score),
        ),
        totals=totals(sums, missing),
    )


def totals(sums, missing):
    lowest = rules.of_a_hundred(sums.points, sums.applicable)
    highest = rules.of_a_hundred(sums.points + sums.applicable - sums.covered, sums.applicable)
    total = None if missing else lowest
    return card.Totals(
        points=points(sums.points),
        weight_covered=points(sums.covered),
        applicable_weight=points(sums.applicable),
        lowest_total=points(lowest or 0),
        highest_total=points(highest or 0),
        total=points(total),
        grade=None if total is None else rules.grade(total),
        missing=missing,
    )
