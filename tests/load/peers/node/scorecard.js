"use strict";

// Rows of the database become the message.

const { jixiao } = require("jixiao-protos");

const rules = require("./rules");

const { OUTCOME_NOT_APPLICABLE } = jixiao.scoring.v1.Outcome;

// `4.50`; empty where there are none.
function points(hundredths) {
  if (hundredths === null) return "";
  const part = hundredths % 100;
  return `${(hundredths - part) / 100}.${part < 10 ? "0" : ""}${part}`;
}

// Of millionths as text. Without zeros at the end, as Jixiao prints values.
function decimal(millionths) {
  const sign = millionths.startsWith("-") ? "-" : "";
  const digits = millionths.slice(sign.length).padStart(7, "0");
  const part = digits.slice(-6).replace(/0+$/, "");
  return sign + digits.slice(0, -6) + (part && `.${part}`);
}

function target(row) {
  const { text } = row;
  switch (row.targetKind) {
    case rules.NUMERIC:
      return { numeric: { sign: row.sign, value: decimal(row.value), unit: row.unit } };
    case rules.QUALITATIVE:
      return { qualitative: { text } };
    case rules.DEADLINE:
      return { deadline: { text, date: row.lastDate } };
    case rules.WINDOW:
      return { window: { text, firstDate: row.firstDate, lastDate: row.lastDate } };
    default:
      return { unreadable: { sign: row.sign, text, unit: row.unit } };
  }
}

function actual(row) {
  const message = {
    indicator: row.indicator,
    deviationReason: row.deviationReason,
    measure: row.measure,
    source: row.source,
    numerator: row.numerator === null ? null : decimal(row.numerator),
    denominator: row.denominator === null ? null : decimal(row.denominator),
  };
  switch (row.valueKind) {
    case rules.NUMBER:
      message.number = decimal(row.number);
      break;
    case rules.DATE:
      message.date = row.date;
      break;
    case rules.TEXT:
      message.text = row.text;
      break;
    case rules.NOT_APPLICABLE:
      message.notApplicable = { reason: row.text };
      break;
    default:
      message.tiered = { tier: row.tier, text: row.text };
  }
  return message;
}

// Who reported what is beside it.
function reported(row, year) {
  return {
    period: `${year}-${String(row.month).padStart(2, "0")}`,
    revision: row.revision,
    reporter: row.reporter,
    planVersion: row.planVersion,
    principal: row.principal,
    correctionReason: row.correctionReason,
  };
}

// Points and weights of some rows.
class Sums {
  points = 0;
  covered = 0;
  applicable = 0;

  take({ outcome, score }, weight) {
    if (score !== null) {
      this.points += score;
      this.covered += weight;
    }
    if (outcome !== OUTCOME_NOT_APPLICABLE) this.applicable += weight;
  }
}

function totals(sums, missing) {
  const lowest = rules.ofAHundred(sums.points, sums.applicable);
  const highest = rules.ofAHundred(sums.points + sums.applicable - sums.covered, sums.applicable);
  const total = missing.length === 0 ? lowest : null;
  return {
    points: points(sums.points),
    weightCovered: points(sums.covered),
    applicableWeight: points(sums.applicable),
    lowestTotal: points(lowest ?? 0),
    highestTotal: points(highest ?? 0),
    total: points(total),
    grade: total === null ? null : rules.grade(total),
    missing,
  };
}

// The scorecard of what was read of a plan.
function scorecard({ version, goals, rows, execution }, year) {
  const [sums, missing, ofGoal] = [new Sums(), [], new Map()];
  const isMissing = ({ outcome, score }) => score === null && outcome !== OUTCOME_NOT_APPLICABLE;
  for (const { number, text } of goals) ofGoal.set(number, { number, text, sums: new Sums(), rows: [] });
  for (const row of rows) {
    const [{ indicator }, scored] = [row, rules.indicatorScore(row)];
    const goal = ofGoal.get(indicator.goal);
    goal.sums.take(scored, indicator.weight);
    sums.take(scored, indicator.weight);
    if (isMissing(scored)) missing.push(indicator.indicator);
    goal.rows.push({
      indicator: indicator.indicator,
      level1: indicator.level1,
      level2: indicator.level2,
      name: indicator.name,
      target: target(indicator),
      weight: points(indicator.weight),
      actual: row.actual && { actual: actual(row.actual), ...reported(row.actual, year) },
      outcome: scored.outcome,
      score: points(scored.score),
      met: scored.met,
    });
  }
  const weight = version.execution_weight;
  const scored = rules.executionScore(execution, weight);
  sums.take(scored, weight);
  if (isMissing(scored)) missing.push("execution");
  return {
    departmentTitle: version.department_title,
    goals: Array.from(ofGoal.values(), (goal) => ({
      number: goal.number,
      text: goal.text,
      points: points(goal.sums.points),
      weightCovered: points(goal.sums.covered),
      weight: points(goal.sums.applicable),
      rows: goal.rows,
    })),
    execution: {
      weight: points(weight),
      record: execution && {
        total: {
          initialFen: execution.initialFen,
          adjustedFen: execution.adjustedFen,
          executedFen: execution.executedFen,
        },
        ...reported(execution, year),
      },
      outcome: scored.outcome,
      score: points(scored.score),
    },
    totals: totals(sums, missing),
  };
}

module.exports = { scorecard };
