"""Asks a Jixiao and a peer for the same scores and compares them; exits with 1 where they differ.

check.py --jixiao HOST:PORT --peer HOST:PORT [PLAN …]
"""

import argparse

import grpc
from google.protobuf import text_format

from jixiao.scoring.v1 import scoring_service_pb2 as proto
from jixiao.scoring.v1 import scoring_service_pb2_grpc as service

DEMO = "regions/120000000/departments/canlian/plans/2023"


def clear(message, *fields):
    for field in fields:
        message.ClearField(field)


def trimmed(card):
    """Less what no peer answers."""
    clear(card, "pins", "plausibility")
    for goal in card.goals:
        for row in goal.rows:
            clear(row, "flags", "judgement", "unit_judgement", "trace", "unit_score", "overridden_by")
            clear(row, "computed_outcome", "method")
            if row.HasField("actual"):
                clear(row.actual.actual, "evidence", "forecast")
    if card.execution.HasField("record"):
        clear(card.execution.record, "parts")
    clear(card.execution, "trace")
    clear(card.totals, "trace", "counts", "unit_total", "reasons_owed")
    return card


def differences(jixiao, peer):
    """What differs, in words."""
    if jixiao == peer:
        return
    rows = [{row.indicator: row for goal in card.goals for row in goal.rows} for card in (jixiao, peer)]
    parts = [("totals", jixiao.totals, peer.totals), ("execution", jixiao.execution, peer.execution)]
    parts += [(indicator, *(of.get(indicator) for of in rows)) for indicator in sorted(rows[0].keys() | rows[1].keys())]
    for name, one, other in parts:
        if one != other:
            yield f"{name}: Jixiao {shown(one)}, the peer {shown(other)}"
    if all(one == other for _, one, other in parts):
        yield "the goals are not the same"


def shown(message):
    return "none" if message is None else text_format.MessageToString(message, as_one_line=True, as_utf8=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jixiao", default="127.0.0.1:50051")
    parser.add_argument("--peer", required=True)
    parser.add_argument("plans", nargs="*", default=[DEMO], help="names of plans; where none is, that of the demo")
    arguments = parser.parse_args()
    stubs = [service.ScoringServiceStub(grpc.insecure_channel(at)) for at in (arguments.jixiao, arguments.peer)]
    compared = different = 0
    for plan in arguments.plans:
        for month in range(1, 13):
            year = plan.partition("/plans/")[2][:4]
            request = proto.ScorePlanRequest(plan=plan, as_of_period=f"{year}-{month:02}")
            try:
                answers = [stub.ScorePlan(request, timeout=30) for stub in stubs]
            except grpc.RpcError as error:
                at = f"{plan} {request.as_of_period}"
                raise SystemExit(f"error: {at}: {error.code().name}: {error.details()}") from None
            found = list(differences(*(trimmed(answer.scorecard) for answer in answers)))
            for words in found:
                print(f"{plan} {request.as_of_period} {words}")
            compared += 1
            different += bool(found)
    print(f"check: scorecards={compared} different={different}")
    raise SystemExit(1 if different or not compared else 0)


if __name__ == "__main__":
    main()
