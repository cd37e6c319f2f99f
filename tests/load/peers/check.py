"""Asks a Jixiao and a peer for the same scores and compares them; exits with 1 where they differ.

check.py --jixiao HOST:PORT --peer HOST:PORT [PLAN …]
"""

import argparse

import grpc

from jixiao.scoring.v1 import scoring_service_pb2 as proto
from jixiao.scoring.v1 import scoring_service_pb2_grpc as service

DEMO = "regions/120000000/departments/canlian/plans/2023"


def trimmed(card):
    """Less what no peer answers."""
    card.ClearField("pins")
    card.ClearField("plausibility")
    for goal in card.goals:
        for row in goal.rows:
            for field in ("flags", "judgement", "unit_judgement", "trace", "unit_score", "overridden_by", "computed_outcome", "method"):
                row.ClearField(field)
            row.actual.actual.ClearField("evidence")
            row.actual.actual.ClearField("forecast")
            if not row.actual.ByteSize():
                row.ClearField("actual")
    if card.execution.HasField("record"):
        card.execution.record.ClearField("parts")
    card.execution.ClearField("trace")
    for field in ("trace", "counts", "unit_total", "reasons_owed"):
        card.totals.ClearField(field)
    return card


def differences(jixiao, peer):
    """What differs, in words: totals, the execution row and each row first, then anything else."""
    if jixiao.totals != peer.totals:
        yield f"totals: {jixiao.totals} and {peer.totals}".replace("\n", " ")
    if jixiao.execution != peer.execution:
        yield f"execution: {jixiao.execution} and {peer.execution}".replace("\n", " ")
    rows = [{row.indicator: row for goal in card.goals for row in goal.rows} for card in (jixiao, peer)]
    for indicator in sorted(rows[0].keys() | rows[1].keys()):
        one, other = (of.get(indicator) for of in rows)
        if one != other:
            yield f"{indicator}: {one} and {other}".replace("\n", " ")
    if jixiao != peer:
        yield "the scorecards are not the same"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jixiao", default="127.0.0.1:50051")
    parser.add_argument("--peer", required=True)
    parser.add_argument("plans", nargs="*", default=[DEMO], help="names of plans; the one of the demo where none is given")
    arguments = parser.parse_args()
    stubs = [service.ScoringServiceStub(grpc.insecure_channel(at)) for at in (arguments.jixiao, arguments.peer)]
    compared = different = 0
    for plan in arguments.plans:
        for month in range(1, 13):
            request = proto.ScorePlanRequest(plan=plan, as_of_period=f"{plan.split('/')[5]}-{month:02}")
            answers = [stub.ScorePlan(request, timeout=30, wait_for_ready=True) for stub in stubs]
            found = list(differences(*(trimmed(answer.scorecard) for answer in answers)))
            for words in found:
                print(f"{plan} {request.as_of_period} {words}")
            compared += 1
            different += bool(found)
    print(f"check: scorecards={compared} different={different}")
    raise SystemExit(1 if different or not compared else 0)


if __name__ == "__main__":
    main()
