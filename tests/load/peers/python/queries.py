"""What a score reads. Statements are built once; SQLAlchemy keeps them compiled, and sqlite3 prepared."""

from dataclasses import dataclass

from sqlalchemy import bindparam, create_engine, event, func, or_, select
from sqlalchemy.orm import Session, sessionmaker

import rules
from entities import Actual, Execution, Goal, Indicator, Judgement, PlanVersion
from jixiao.planning.v1.plan_pb2 import PLAN_STATE_APPROVED, PLAN_STATE_PUBLISHED
from jixiao.scoring.v1.judgement_pb2 import JUDGEMENT_SIDE_REVIEWER

IN_FORCE = (PLAN_STATE_APPROVED, PLAN_STATE_PUBLISHED)


def of_plan(entity):
    return (
        entity.region == bindparam("region"),
        entity.department == bindparam("department"),
        entity.fiscal_year == bindparam("year"),
    )


def of_version(entity):
    return (*of_plan(entity), entity.version == bindparam("version"))


# Of each indicator the newest revision of the latest month that is not after the one asked for. Where a query groups by
# max(), SQLite takes the other columns from the row that has the most.
ACTUALS = (
    select(Actual, func.max(Actual.month * 2**32 + Actual.revision))
    .where(*of_plan(Actual), Actual.month <= bindparam("month"))
    .group_by(Actual.indicator)
)
IN_FORCE_VERSIONS = (
    select(PlanVersion)
    .where(*of_plan(PlanVersion), PlanVersion.state.in_(IN_FORCE))
    .order_by(PlanVersion.version.desc())
)
NEWEST_VERSION = IN_FORCE_VERSIONS.limit(1)
THAT_VERSION = IN_FORCE_VERSIONS.where(PlanVersion.version == bindparam("version"))
GOALS = select(Goal).where(*of_version(Goal)).order_by(Goal.number)
INDICATORS = select(Indicator).where(*of_version(Indicator)).order_by(Indicator.place)
EXECUTION = (
    select(Execution)
    .where(*of_plan(Execution), Execution.month <= bindparam("month"))
    .order_by(Execution.month.desc(), Execution.revision.desc())
    .limit(1)
)
# The unit's own view counts for nothing.
JUDGEMENTS = (
    select(Judgement)
    .where(*of_plan(Judgement), or_(Judgement.kind == rules.OVERRIDE, Judgement.side == JUDGEMENT_SIDE_REVIEWER))
    .order_by(Judgement.revision)
)


@dataclass
class Plan:
    """What was read of a plan."""

    version: PlanVersion
    goals: list[Goal]
    indicators: list[Indicator]
    actuals: dict[str, Actual]
    execution: Execution | None
    judgements: dict[tuple, Judgement]

    def judgements_of(self, indicator, revision):
        """The reviewer's judgement and the override of a report; revision 0 is that none was reported."""
        held = self.judgements
        return held.get((indicator, revision, False)), held.get((indicator, revision, True))


def open_database(path):
    """Sessions that read a file, which another program may write meanwhile."""
    engine = create_engine(f"sqlite:///file:{path}?mode=ro&uri=true")

    # sqlite3 begins no transaction for a SELECT by itself; a score wants all its rows of one moment.
    @event.listens_for(engine, "connect")
    def leave_transactions_to_us(connection, _):
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def begin(connection):
        connection.exec_driver_sql("BEGIN")

    return sessionmaker(engine)


def read(session: Session, key: dict, version: int | None, month: int) -> Plan | None:
    """All that a score needs; None where no such version is in force."""
    if version is None:
        found = session.scalars(NEWEST_VERSION, key).first()
    else:
        found = session.scalars(THAT_VERSION, {**key, "version": version}).first()
    if found is None:
        return None
    of_version, until = {**key, "version": found.version}, {**key, "month": month}
    actuals = {row.indicator: row for row in session.scalars(ACTUALS, until)}
    # By revision: the newest of each stays.
    judgements = {
        (row.indicator, row.actual_revision, row.kind == rules.OVERRIDE): row
        for row in session.scalars(JUDGEMENTS, key)
    }
    return Plan(
        version=found,
        goals=session.scalars(GOALS, of_version).all(),
        indicators=session.scalars(INDICATORS, of_version).all(),
        actuals=actuals,
        execution=session.scalars(EXECUTION, until).first(),
        judgements=judgements,
    )
