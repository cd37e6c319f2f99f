"use strict";

// What a score reads. Statements are prepared once. Millionths and fen can be past what a number of JavaScript holds:
// they come as text and become BigInt.

const Database = require("better-sqlite3");
const { jixiao } = require("jixiao-protos");

const { OVERRIDE } = require("./rules");

const { PLAN_STATE_APPROVED, PLAN_STATE_PUBLISHED } = jixiao.planning.v1.PlanState;
const { JUDGEMENT_SIDE_REVIEWER } = jixiao.scoring.v1.JudgementSide;

const OF_PLAN = "region = @region AND department = @department AND fiscal_year = @year";
const OF_VERSION = `${OF_PLAN} AND version = @version`;

const IN_FORCE = `
  SELECT version, department_title, scheme_id, execution_weight
  FROM plan_versions
  WHERE ${OF_PLAN} AND state IN (${PLAN_STATE_APPROVED}, ${PLAN_STATE_PUBLISHED})`;

const GOALS = `SELECT number, text FROM plan_goals WHERE ${OF_VERSION} ORDER BY number`;

// Of each indicator the newest revision of the latest month that is not after the one asked for, with what a reviewer
// last said of that report and who last put points in the place of its own. The unit's own view counts for nothing.
const ROWS = `
  WITH actual AS (
    SELECT *, row_number() OVER (PARTITION BY indicator ORDER BY month DESC, revision DESC) AS place
    FROM actual_revisions
    WHERE ${OF_PLAN} AND month <= @month
  ), ruling AS (
    SELECT indicator, actual_revision, kind, tier, score,
      row_number() OVER (PARTITION BY indicator, actual_revision, kind = ${OVERRIDE} ORDER BY revision DESC) AS place
    FROM judgement_revisions
    WHERE ${OF_PLAN} AND (side = ${JUDGEMENT_SIDE_REVIEWER} OR kind = ${OVERRIDE})
  )
  SELECT
    plan.indicator, plan.goal, plan.level1, plan.level2, plan.name, plan.target_kind AS targetKind, plan.sign,
    CAST(plan.value_millionths AS TEXT) AS target, plan.unit, plan.text AS targetText,
    plan.first_date AS firstDate, plan.last_date AS lastDate, ifnull(plan.weight, 0) AS weight,
    plan.method IS NOT NULL AS hasMethod,
    actual.revision, actual.month, actual.value_kind AS valueKind, actual.plan_version AS planVersion,
    actual.reporter, actual.principal, CAST(actual.number_millionths AS TEXT) AS number,
    CAST(actual.numerator_millionths AS TEXT) AS numerator,
    CAST(actual.denominator_millionths AS TEXT) AS denominator, actual.tier AS actualTier, actual.date,
    actual.text AS actualText, actual.deviation_reason AS deviationReason, actual.measure, actual.source,
    actual.correction_reason AS correctionReason,
    judgement.kind AS judgementKind, judgement.tier AS judgementTier, judgement.score AS judgementScore,
    override.score AS overrideScore
  FROM plan_indicators AS plan
  LEFT JOIN actual ON actual.indicator = plan.indicator AND actual.place = 1
  LEFT JOIN ruling AS judgement ON judgement.indicator = plan.indicator
    AND judgement.actual_revision = ifnull(actual.revision, 0)
    AND judgement.kind <> ${OVERRIDE} AND judgement.place = 1
  LEFT JOIN ruling AS override ON override.indicator = plan.indicator
    AND override.actual_revision = ifnull(actual.revision, 0)
    AND override.kind = ${OVERRIDE} AND override.place = 1
  WHERE plan.region = @region AND plan.department = @department AND plan.fiscal_year = @year AND plan.version = @version
  ORDER BY plan.place`;

const EXECUTION = `
  SELECT revision, month, plan_version AS planVersion, CAST(initial_fen AS TEXT) AS initialFen,
    CAST(adjusted_fen AS TEXT) AS adjustedFen, CAST(executed_fen AS TEXT) AS executedFen, reporter, principal,
    correction_reason AS correctionReason
  FROM execution_revisions
  WHERE ${OF_PLAN} AND month <= @month
  ORDER BY month DESC, revision DESC LIMIT 1`;

// Opens a file, which another program may write meanwhile, to read it. What is returned reads all that a score needs
// as it was at one moment; null where no such version is in force.
function openDatabase(path) {
  const database = new Database(path, { readonly: true, fileMustExist: true });
  const newest = database.prepare(`${IN_FORCE} ORDER BY version DESC LIMIT 1`);
  const named = database.prepare(`${IN_FORCE} AND version = @version`);
  const goals = database.prepare(GOALS);
  const rows = database.prepare(ROWS);
  const execution = database.prepare(EXECUTION);
  return database.transaction((key) => {
    const version = key.version === null ? newest.get(key) : named.get(key);
    if (version === undefined) return null;
    const ofVersion = { ...key, version: version.version };
    return { version, goals: goals.all(ofVersion), rows: rows.all(ofVersion), execution: execution.get(key) };
  });
}

module.exports = { openDatabase };
