"""The tables that a score needs, as SQLAlchemy reads them; columns that no score needs are left out."""

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Shard:
    """The key of a plan, which begins the key of every table."""

    region: Mapped[str] = mapped_column(primary_key=True)
    department: Mapped[str] = mapped_column(primary_key=True)
    fiscal_year: Mapped[int] = mapped_column(primary_key=True)


class PlanVersion(Shard, Base):
    __tablename__ = "plan_versions"

    version: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[int]
    department_title: Mapped[str]
    scheme_id: Mapped[str | None]
    execution_weight: Mapped[int | None]


class Goal(Shard, Base):
    __tablename__ = "plan_goals"

    version: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


class Indicator(Shard, Base):
    __tablename__ = "plan_indicators"

    version: Mapped[int] = mapped_column(primary_key=True)
    indicator: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int]
    goal: Mapped[int]
    level1: Mapped[int]
    level2: Mapped[int]
    name: Mapped[str]
    target_kind: Mapped[int]
    sign: Mapped[int | None]
    value_millionths: Mapped[int | None]
    unit: Mapped[str | None]
    text: Mapped[str | None]
    first_date: Mapped[str | None]
    last_date: Mapped[str | None]
    weight: Mapped[int | None]
    method: Mapped[bytes | None]


class Actual(Shard, Base):
    __tablename__ = "actual_revisions"

    revision: Mapped[int] = mapped_column(primary_key=True)
    indicator: Mapped[str] = mapped_column(primary_key=True)
    month: Mapped[int]
    value_kind: Mapped[int]
    plan_version: Mapped[int]
    reporter: Mapped[str]
    principal: Mapped[str]
    number_millionths: Mapped[int | None]
    numerator_millionths: Mapped[int | None]
    denominator_millionths: Mapped[int | None]
    tier: Mapped[int | None]
    date: Mapped[str | None]
    text: Mapped[str | None]
    deviation_reason: Mapped[str | None]
    measure: Mapped[str | None]
    source: Mapped[str | None]
    correction_reason: Mapped[str | None]


class Execution(Shard, Base):
    __tablename__ = "execution_revisions"

    revision: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[int]
    plan_version: Mapped[int]
    initial_fen: Mapped[int]
    adjusted_fen: Mapped[int | None]
    executed_fen: Mapped[int]
    reporter: Mapped[str]
    principal: Mapped[str]
    correction_reason: Mapped[str | None]


class Judgement(Shard, Base):
    __tablename__ = "judgement_revisions"

    revision: Mapped[int] = mapped_column(primary_key=True)
    indicator: Mapped[str]
    kind: Mapped[int]
    actual_revision: Mapped[int]
    side: Mapped[int | None]
    tier: Mapped[int | None]
    score: Mapped[int | None]
