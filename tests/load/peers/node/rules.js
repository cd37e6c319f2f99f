"use strict";

// The rules of the profile cn-2020. Points are hundredths, values millionths: whole numbers, so all is exact. What can
// be past 53 bits is a BigInt.

const { jixiao } = require("jixiao-protos");

const { Sign, Tier } = jixiao.common.v1;
const { Grade, Outcome } = jixiao.scoring.v1;

// Kinds of targets and of actuals, and of rulings: the numbers of their fields in the protos.
const [NUMERIC, QUALITATIVE, DEADLINE, WINDOW] = [1, 2, 3, 4];
const [NUMBER, DATE, TEXT, NOT_APPLICABLE, TIERED] = [2, 3, 4, 5, 9];
const [TIER_RULING, OVERRIDE] = [2, 5];

const isCap = (sign) => sign === Sign.SIGN_AT_MOST || sign === Sign.SIGN_LESS_THAN;
const isPlainFloor = (sign) => sign === Sign.SIGN_AT_LEAST || sign === Sign.SIGN_MORE_THAN;

// weight · numerator ÷ denominator, half up; none of them is negative, and the denominator is a BigInt.
function share(weight, numerator, denominator) {
  return Number((2n * BigInt(weight) * numerator + denominator) / (2n * denominator));
}

function numberMet(sign, target, actual) {
  if (actual === target) return true;
  if (sign === Sign.SIGN_EQUAL && target === 0n) return actual < 0n;
  return isCap(sign) ? actual < target : actual > target;
}

// Points, or null where no rule gives any.
function numberScore(sign, target, actual, weight) {
  if (target < 0n || (target === 0n && isPlainFloor(sign))) return numberMet(sign, target, actual) ? weight : null;
  if (target === 0n) return actual <= 0n ? weight : 0;
  const counted = actual < 0n ? 0n : actual;
  if (!isCap(sign)) return counted >= target ? weight : share(weight, counted, target);
  if (counted <= target) return weight;
  const left = 2n * target - counted;
  return left > 0n ? share(weight, left, target) : 0;
}

// Whether a tier allows the points.
function inBand(tier, score, weight) {
  const [achieved, partly] = [Math.floor((weight * 80 + 50) / 100), Math.floor((weight * 60 + 50) / 100)];
  if (tier === Tier.TIER_ACHIEVED) return achieved <= score && score <= weight;
  if (tier === Tier.TIER_PARTLY_ACHIEVED) return partly <= score && score < achieved;
  return score < partly;
}

const without = (outcome) => ({ outcome, score: null, met: null });

// A row that a person decides.
function judged(judgement, weight) {
  const holds = judgement?.kind === TIER_RULING && inBand(judgement.tier, judgement.score, weight);
  if (!holds) return without(Outcome.OUTCOME_UNJUDGED);
  return { outcome: Outcome.OUTCOME_JUDGED, score: judgement.score, met: judgement.tier === Tier.TIER_ACHIEVED };
}

function byRule({ indicator, actual, judgement }) {
  if (actual === undefined) return without(Outcome.OUTCOME_NOT_REPORTED);
  const [{ targetKind, weight, sign }, { valueKind }] = [indicator, actual];
  const isDated = targetKind === DEADLINE || targetKind === WINDOW;
  if (valueKind === NOT_APPLICABLE) return without(Outcome.OUTCOME_NOT_APPLICABLE);
  if (valueKind === NUMBER && targetKind === NUMERIC) {
    const [target, reached] = [BigInt(indicator.value), BigInt(actual.number)];
    const score = numberScore(sign, target, reached, weight);
    const outcome = score === null ? Outcome.OUTCOME_NOT_SCORABLE : Outcome.OUTCOME_SCORED;
    return { outcome, score, met: numberMet(sign, target, reached) };
  }
  if (valueKind === DATE && isDated) {
    // Dates are yyyy-mm-dd: they compare as texts.
    const met = (indicator.firstDate ?? "") <= actual.date && actual.date <= indicator.lastDate;
    return met ? { outcome: Outcome.OUTCOME_SCORED, score: weight, met } : { ...judged(judgement, weight), met };
  }
  if ((valueKind === TEXT || valueKind === TIERED) && (isDated || targetKind === QUALITATIVE)) {
    return judged(judgement, weight);
  }
  return without(Outcome.OUTCOME_NOT_SCORABLE);
}

// Outcome, score and whether the target was met, of a row.
function indicatorScore(row) {
  const scored = byRule(row);
  const score = row.override?.score ?? null;
  if (score === null || score > row.indicator.weight) return scored;
  return { ...scored, outcome: Outcome.OUTCOME_OVERRIDDEN, score };
}

// Outcome and score of the execution row.
function executionScore(execution, weight) {
  if (execution === undefined) return without(Outcome.OUTCOME_NOT_REPORTED);
  const [budget, executed] = [BigInt(execution.adjustedFen ?? execution.initialFen), BigInt(execution.executedFen)];
  if (budget <= 0n) return without(Outcome.OUTCOME_NOT_APPLICABLE);
  if (executed >= budget) return { outcome: Outcome.OUTCOME_SCORED, score: weight };
  return { outcome: Outcome.OUTCOME_SCORED, score: share(weight, executed < 0n ? 0n : executed, budget) };
}

// The total that points are where that weight applies; null where none does.
function ofAHundred(points, applicable) {
  return applicable === 0 ? null : Math.floor((2 * points * 10_000 + applicable) / (2 * applicable));
}

function grade(total) {
  if (total >= 9_000) return Grade.GRADE_EXCELLENT;
  if (total >= 8_000) return Grade.GRADE_GOOD;
  return total >= 6_000 ? Grade.GRADE_FAIR : Grade.GRADE_POOR;
}

module.exports = {
  NUMERIC, QUALITATIVE, DEADLINE, WINDOW, NUMBER, DATE, TEXT, NOT_APPLICABLE, OVERRIDE,
  indicatorScore, executionScore, ofAHundred, grade,
};
