"use strict";

// Answers ScorePlan from the database of a Jixiao: server.js --database FILE --port N

const { parseArgs } = require("node:util");

const { Server, ServerCredentials, status } = require("@grpc/grpc-js");
const { jixiao } = require("jixiao-protos");

const { openDatabase } = require("./queries");
const { scorecard } = require("./scorecard");

const { ScorePlanRequest, ScorePlanResponse } = jixiao.scoring.v1;

const PLAN = /^regions\/(\d{9})\/departments\/([a-z0-9-]+)\/plans\/(\d{4})(?:\/versions\/([1-9]\d*))?$/;
const PERIOD = /^(\d{4})-(0[1-9]|1[0-2])$/;
// Profiles with the rules of rules.js, and their execution weight in hundredths.
const PROFILES = ["cn-2020", "cn-2021-cost"];
const EXECUTION_WEIGHT = 1_000;

const SERVICE = {
  scorePlan: {
    path: "/jixiao.scoring.v1.ScoringService/ScorePlan",
    requestStream: false,
    responseStream: false,
    requestSerialize: (message) => ScorePlanRequest.encode(message).finish(),
    requestDeserialize: (bytes) => ScorePlanRequest.decode(bytes),
    responseSerialize: (message) => ScorePlanResponse.encode(message).finish(),
    responseDeserialize: (bytes) => ScorePlanResponse.decode(bytes),
  },
};

class Refused extends Error {
  constructor(code, details) {
    super(details);
    this.code = code;
    this.details = details;
  }
}

// Whether rules.js says how the plan is scored.
function isKnown({ version, rows }, profile) {
  return (
    PROFILES.includes(profile || version.scheme_id) &&
    version.execution_weight === EXECUTION_WEIGHT &&
    rows.every(({ indicator }) => !indicator.hasMethod)
  );
}

function scorePlan(read, request) {
  const name = PLAN.exec(request.plan);
  if (name === null) throw new Refused(status.INVALID_ARGUMENT, "plan is not the name of a plan");
  const [, region, department, year, version] = name;
  const period = PERIOD.exec(request.asOfPeriod || `${year}-12`);
  if (period === null || period[1] !== year) {
    throw new Refused(status.INVALID_ARGUMENT, "as_of_period is not a month of the plan's year");
  }
  const numbered = version === undefined ? null : Number(version);
  const plan = read({ region, department, year: Number(year), version: numbered, month: Number(period[2]) });
  if (plan === null) throw new Refused(status.NOT_FOUND, "no such version is in force");
  if (!isKnown(plan, request.profile)) throw new Refused(status.UNIMPLEMENTED, "only the rules of cn-2020 are known");
  return { scorecard: scorecard(plan, year) };
}

function main() {
  const { values } = parseArgs({ options: { database: { type: "string" }, port: { type: "string" } } });
  if (values.database === undefined || values.port === undefined) {
    console.error("usage: server.js --database FILE --port N");
    process.exit(2);
  }
  const read = openDatabase(values.database);
  const server = new Server();
  server.addService(SERVICE, {
    scorePlan(call, answer) {
      try {
        answer(null, scorePlan(read, call.request));
      } catch (error) {
        if (!(error instanceof Refused)) console.error(error);
        answer(error instanceof Refused ? error : { code: status.INTERNAL, details: "internal error" });
      }
    },
  });
  server.bindAsync(`127.0.0.1:${values.port}`, ServerCredentials.createInsecure(), (error) => {
    if (error) {
      console.error(`error: ${error.message}`);
      process.exit(1);
    }
    console.log(`node peer ready on 127.0.0.1:${values.port}`);
  });
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => server.tryShutdown(() => process.exit(0)));
  }
}

main();
