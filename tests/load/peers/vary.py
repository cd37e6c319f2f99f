"""Gives a Jixiao approved plans with every kind of target, report and ruling, and prints their names for check.py.

vary.py [--jixiao HOST:PORT] [--plans N] [--seed N]

A seed gives the same plans each time, in a region of its own; a database has room for it once.
"""

import argparse
import random
from decimal import ROUND_DOWN, Decimal

import grpc
from google.protobuf import json_format, message_factory

from jixiao.planning.v1 import planning_service_pb2 as planning
from jixiao.results.v1 import results_service_pb2 as results
from jixiao.scoring.v1 import scoring_service_pb2 as scoring
from jixiao.scoring.v1.scorecard_pb2 import OUTCOME_UNJUDGED

YEAR = 2023
SIGNS = ["SIGN_AT_LEAST", "SIGN_MORE_THAN", "SIGN_EQUAL", "SIGN_LESS_THAN", "SIGN_AT_MOST"]
VALUES = ["0", "1", "3", "90", "90.5", "6700", "0.000001", "499999999999.999999", "-5"]
SHARES = ["0", "-0.5", "0.3333", "0.6", "0.999999", "1", "1.000001", "1.2", "1.5", "1.99", "2"]
LEVELS = [
    ("LEVEL1_OUTPUT", "LEVEL2_QUANTITY"),
    ("LEVEL1_EFFECT", "LEVEL2_SOCIAL_EFFECT"),
    ("LEVEL1_SATISFACTION", "LEVEL2_SATISFACTION"),
]
TIERS = {"TIER_ACHIEVED": (0.8, 1.0), "TIER_PARTLY_ACHIEVED": (0.6, 0.79), "TIER_NOT_ACHIEVED": (0.0, 0.59)}


class Jixiao:
    """Calls rpcs by their names, with fields as json_format reads them."""

    def __init__(self, address):
        self.channel = grpc.insecure_channel(address)
        services = [proto.DESCRIPTOR.services_by_name.values() for proto in (planning, results, scoring)]
        self.rpcs = {rpc.name: rpc for (service,) in services for rpc in service.methods}

    def __call__(self, rpc_name, /, **fields):
        rpc = self.rpcs[rpc_name]
        request = json_format.ParseDict(fields, message_factory.GetMessageClass(rpc.input_type)())
        answer = message_factory.GetMessageClass(rpc.output_type)
        path = f"/{rpc.containing_service.full_name}/{rpc_name}"
        call = self.channel.unary_unary(path, type(request).SerializeToString, answer.FromString)
        return call(request, timeout=30, wait_for_ready=True)


def any_target():
    match random.randrange(8):
        case 0:
            return {"qualitative": {"text": "效果明显"}}
        case 1:
            return {"deadline": {"text": "6月底前", "date": f"{YEAR}-06-30"}}
        case 2:
            return {"window": {"firstDate": f"{YEAR}-03-01", "lastDate": f"{YEAR}-06-30"}}
        case _:
            return {"numeric": {"sign": random.choice(SIGNS), "value": random.choice(VALUES), "unit": "件"}}


def any_actual(indicator, target):
    """What may be reported against a target."""
    actual = {"indicator": indicator}
    if random.random() < 0.5:
        actual |= {"deviationReason": "经费保障", "measure": "加强管理", "source": "台账"}
    kind = random.random()
    if kind < 0.1:
        return actual | {"notApplicable": {"reason": "政策调整"}}
    if kind < 0.2:
        return actual | {"text": "基本完成"}
    if "qualitative" in target:
        return actual | {"tiered": {"tier": random.choice(list(TIERS)), "text": "完成"}}
    if "numeric" not in target:
        return actual | {"date": f"{YEAR}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"}
    value = Decimal(target["numeric"]["value"])
    reached = value * Decimal(random.choice(SHARES)) if value and random.random() < 0.9 else random.choice([-1, 0, 1])
    return actual | {"number": f"{Decimal(reached).quantize(Decimal('0.000001'), ROUND_DOWN):f}"}


def approved_plan(call, region, number):
    """The name of a plan in force, and its targets by indicator."""
    department = f"{region}/departments/d{number}"
    plan = f"{department}/plans/{YEAR}"
    call("CreateDepartment", department={"name": department, "title": f"示例{number}局"})
    indicators = []
    for goal in (1, 2, 3):
        for place in range(random.randint(3, 12)):
            level1, level2 = LEVELS[place % 3]
            name, target = f"指标{place}", any_target()
            indicators.append({"goal": goal, "level1": level1, "level2": level2, "name": name, "target": target})
    content = {
        "departmentTitle": f"示例{number}局",
        "tasks": [{"number": 1, "name": "业务", "totalFen": "188400000", "projectFen": "188400000"}],
        "goals": [{"number": goal, "text": f"目标{goal}", "tasks": [1]} for goal in (1, 2, 3)],
        "indicators": indicators,
    }
    call("CreatePlan", name=plan, content=content)
    answer = call("AllocateWeights", name=plan, weightScheme="cn-2020")
    call("SubmitPlan", name=plan)
    call("ReviewPlan", name=plan, stage="REVIEW_STAGE_DEPARTMENT", reviewer="主管部门")
    call("ReviewPlan", name=plan, stage="REVIEW_STAGE_FINANCE", reviewer="财政部门")
    call("ApprovePlan", name=plan, approver="财政部门")
    numbered = answer.plan.content.indicators
    return plan, {one.id: indicator["target"] for one, indicator in zip(numbered, indicators)}


def report(call, plan, targets):
    """Reports some months out of their order, and some of them twice."""
    months = random.choices(range(2, 13), k=6)
    for month in months:
        period = f"{YEAR}-{month:02}"
        some = random.sample(sorted(targets), k=max(1, len(targets) * 3 // 5))
        actuals = [any_actual(indicator, targets[indicator]) for indicator in some]
        call("ReportActuals", plan=plan, period=period, reporter="填报人", actuals=actuals, correctionReason="更正")
        if random.random() < 0.6:
            initial, executed = random.choice([0, 300, 188400000]), random.randint(0, 188400000)
            total = {"initialFen": str(initial), "executedFen": str(executed)}
            if random.random() < 0.4:
                total["adjustedFen"] = str(random.choice([0, 7, 150000000]))
            call("ReportExecution", plan=plan, period=period, reporter="填报人", total=total, correctionReason="更正")


def rule(call, plan, month):
    """Judges what waits for it as of a month, and overrides some rows."""
    period = f"{YEAR}-{month:02}"
    card = call("ScorePlan", plan=plan, asOfPeriod=period).scorecard
    asked = {"plan": plan, "asOfPeriod": period, "grounds": "见台账", "judge": "评审组"}
    for row in (row for goal in card.goals for row in goal.rows):
        if row.outcome == OUTCOME_UNJUDGED and random.random() < 0.8:
            for side in random.sample(["JUDGEMENT_SIDE_UNIT", "JUDGEMENT_SIDE_REVIEWER"], k=2):
                tier, (lowest, highest) = random.choice(list(TIERS.items()))
                score = Decimal(row.weight) * Decimal(str(random.choice([lowest + 0.01, highest - 0.01])))
                ruling = {"tier": {"tier": tier, "score": f"{score:.2f}"}}
                call("JudgeIndicator", indicator=row.indicator, side=side, **asked, **ruling)
        if random.random() < 0.1:
            for score in random.choice([["0.50"], ["0.50", ""], ["0.50", "0.25"]]):
                call("OverrideScore", indicator=row.indicator, score=score, overrider="OVERRIDER_FINANCE", **asked)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jixiao", default="127.0.0.1:50051")
    parser.add_argument("--plans", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    random.seed(arguments.seed)
    call = Jixiao(arguments.jixiao)
    region = f"regions/99{arguments.seed:07}"
    call("CreateRegion", region={"name": region, "title": "试验区"})
    for number in range(arguments.plans):
        plan, targets = approved_plan(call, region, number)
        report(call, plan, targets)
        for month in (6, 12):
            rule(call, plan, month)
        print(plan)


if __name__ == "__main__":
    main()
