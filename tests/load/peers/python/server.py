"""Answers ScorePlan from the database of a Jixiao: server.py --database FILE --port N"""

import argparse
import asyncio
import re
import signal

import grpc

import queries
import scorecard
from jixiao.scoring.v1 import scoring_service_pb2 as proto
from jixiao.scoring.v1 import scoring_service_pb2_grpc as service

PLAN = re.compile(r"regions/(\d{9})/departments/([a-z0-9-]+)/plans/(\d{4})(?:/versions/([1-9]\d*))?", re.ASCII)
PERIOD = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
# Profiles with the rules of rules.py, and their execution weight in hundredths.
PROFILES, EXECUTION_WEIGHT = ("cn-2020", "cn-2021-cost"), 1_000


class Scoring(service.ScoringServiceServicer):
    def __init__(self, sessions):
        self.sessions = sessions

    # Reading a local file holds the interpreter as long as computing does: handing it to a thread costs time and
    # wins none.
    async def ScorePlan(self, request, context):
        name = PLAN.fullmatch(request.plan)
        if not name:
            await context.abort(grpc.StatusCode.INVALID_ARGUMENT, "plan is not the name of a plan")
        region, department, year, version = name.groups()
        period = PERIOD.fullmatch(request.as_of_period or f"{year}-12")
        if not period or period[1] != year:
            await context.abort(grpc.StatusCode.INVALID_ARGUMENT, "as_of_period is not a month of the plan's year")
        key = {"region": region, "department": department, "year": int(year)}
        with self.sessions() as session:
            plan = queries.read(session, key, version and int(version), int(period[2]))
            if plan is None:
                await context.abort(grpc.StatusCode.NOT_FOUND, "no such version is in force")
            if not is_known(plan, request.profile):
                await context.abort(grpc.StatusCode.UNIMPLEMENTED, "only the rules of cn-2020 are known")
            answer = proto.ScorePlanResponse()
            scorecard.fill(answer.scorecard, plan)
            return answer


def is_known(plan, profile):
    """Whether rules.py says how the plan is scored."""
    return (
        (profile or plan.version.scheme_id) in PROFILES
        and plan.version.execution_weight == EXECUTION_WEIGHT
        and all(row.method is None for row in plan.indicators)
    )


async def serve(database, port):
    # Otherwise two servers would share a port, each with some of the calls.
    server = grpc.aio.server(options=[("grpc.so_reuseport", 0)])
    service.add_ScoringServiceServicer_to_server(Scoring(queries.open_database(database)), server)
    try:
        server.add_insecure_port(f"127.0.0.1:{port}")
    except RuntimeError as error:
        raise SystemExit(f"error: {error}") from None
    await server.start()
    print(f"python peer ready on 127.0.0.1:{port}", flush=True)
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    await stopped.wait()
    await server.stop(grace=1)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", required=True, help="the SQLite file; it is only read")
    parser.add_argument("--port", required=True, type=int)
    arguments = parser.parse_args()
    asyncio.run(serve(arguments.database, arguments.port))


if __name__ == "__main__":
    main()
