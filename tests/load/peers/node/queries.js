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

const INDICATORS = `
  SELECT indicator, goal, level1, level2, name, target_kind AS targetKind, sign,
    CAST(value_millionths AS TEXT) AS value, unit, text, first_date AS firstDate, last_date AS lastDate,
    ifnull(weight, 0) AS weight, method IS NOT NULL AS hasMethod
  FROM plan_indicators
  WHERE ${OF_VERSION}
  ORDER BY place`;

// Of each indicator the newest revision of the latest month that is not after the one asked for. Where a query groups
// by max(), SQLite takes the other columns from the row that has the most.
const ACTUALS = `
  SELECT indicator, revision, month, value_kind AS valueKind, plan_version AS planVersion, reporter, principal,
    CAST(number_millionths AS TEXT) AS number, CAST(numerator_millionths AS TEXT) AS numerator,
    CAST(denominator_millionths AS TEXT) AS denominator, tier, date, text, deviation_reason AS deviationReason,
    measure, source, correction_reason AS correctionReason, max(month * 4294967296 + revision)
  FROM actual_revisions
  WHERE ${OF_PLAN} AND month <= @month
  GROUP BY indicator`;

// The unit's own view counts for nothing.
const JUDGEMENTS = `
  SELECT indicator, actual_revision AS actualRevision, kind, tier, score
  FROM judgement_revisions
  WHERE ${OF_PLAN} AND (side = ${JUDGEMENT_SIDE_REVIEWER} OR kind = ${OVERRIDE})
  ORDER BY revision`;

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
  const indicators = database.prepare(INDICATORS);
  const actuals = database.prepare(ACTUALS);
  const judgements = database.prepare(JUDGEMENTS);
  const execution = database.prepare(EXECUTION);
  return database.transaction((key) => {
    const version = key.version === null ? newest.get(key) : named.get(key);
    if (version === undefined) return null;
    const ofVersion = { ...key, version: version.version };
    const rows = join(indicators.all(ofVersion), actuals.all(key), judgements.all(key));
    return { version, goals: goals.all(ofVersion), rows, execution: execution.get(key) };
  });
}

// Indicators with what was reported, and what a reviewer last said of that report and points that were last put in the
// place of its own. Revision 0 is that none was reported. Three reads and two maps: one read of all of it takes SQLite
// longer.
function join(indicators, actuals, judgements) {
  const reports = new Map(actuals.map((actual) => [actual.indicator, actual]));
  const [tiers, overrides] = [new Map(), new Map()];
  for (const judgement of judgements) {
    const held = judgement.kind === OVERRIDE ? overrides : tiers;
    held.set(`${judgement.indicator} ${judgement.actualRevision}`, judgement);
  }
  return indicators.map((indicator) => {
    const actual = reports.get(indicator.indicator);
    const report = `${indicator.indicator} ${actual?.revision ?? 0}`;
    return { indicator, actual, judgement: tiers.get(report), override: overrides.get(report) };
  });
}

module.exports = { openDatabase };
