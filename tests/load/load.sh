#!/usr/bin/env bash
# Drives a running Jixiao with grpcurl: every rpc of the three services and of the audit, found by reflection, with
# a department of its own; then WORKERS processes with CALLS calls each of GetPlan, ReportActuals
# and ScorePlan. The last line is `load: calls=… errors=…`; the exit code is 0 only without errors.
#
# usage: tests/load/load.sh [ADDRESS [WORKERS [CALLS [ID]]]]
#   ADDRESS  host:port without TLS, default 127.0.0.1:50051
#   WORKERS  default 4
#   CALLS    calls of each rpc a worker, default 25
#   ID       1 to 32 of a-z, 0-9 and -: names the department, and by its checksum the region; default new.
#            A database has room for one run of an ID
# The same can be given as environment variables of these names.
#
# Such figures are dominated by the start of one grpcurl process a call. They show that the system holds
# under parallel calls, not how fast it is.
set -euo pipefail
cd "$(dirname "$0")/../.."

address=${1:-${ADDRESS:-127.0.0.1:50051}}
workers=${2:-${WORKERS:-4}}
calls=${3:-${CALLS:-25}}
id=${4:-${ID:-load-$(date +%s)-$$}}

tools=.venv/bin
fixture=tests/fixtures/tianjin-disabled-persons-federation-2023.txt
planning=jixiao.planning.v1.PlanningService
results=jixiao.results.v1.ResultsService
audit=jixiao.audit.v1.AuditService
scoring=jixiao.scoring.v1.ScoringService
# Nine digits; those of real regions do not begin with 99.
region=regions/99$(printf '%s' "$id" | cksum | awk '{ printf "%07d", $1 % 10000000 }')
department=$region/departments/$id
plan=$department/plans/2023
other_plan=$department/plans/2022
title=天津市残疾人联合会

total=0
errors=0
response=
exercised=()
scratch=$(mktemp -d)

finish() {
    local status=$?
    trap - EXIT
    # A worker that is left would go on calling.
    # shellcheck disable=SC2046 # an id each
    kill $(jobs -p) 2>/dev/null || true
    wait
    rm -rf "$scratch"
    ((status == 0 || errors > 0)) || errors=1
    echo "load: calls=$total errors=$errors"
    ((errors == 0)) || exit 1
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

if [[ ! -x $tools/grpcurl ]]; then
    echo "error: there is no $tools/grpcurl; run scripts/venv.sh" >&2
    exit 1
fi
if [[ ! ${EPOCHREALTIME:-} ]]; then
    echo "error: this needs bash 5 or newer, for its clock" >&2
    exit 1
fi
for number in "$workers" "$calls"; do
    if [[ ! $number =~ ^[1-9][0-9]{0,5}$ ]]; then
        echo "error: WORKERS and CALLS are whole numbers from 1, not \"$number\"" >&2
        exit 1
    fi
done

# Calls an rpc with the JSON of standard input and leaves the answer in $response. The steps build on
# each other, so the first error ends the script.
call() {
    local service=$1 rpc=$2
    total=$((total + 1))
    exercised+=("$service.$rpc")
    if ! "$tools/grpcurl" -plaintext -connect-timeout 10 -max-time 60 -d @ "$address" "$service/$rpc" \
        >"$scratch/out" 2>"$scratch/err"; then
        errors=$((errors + 1))
        echo "error: $service/$rpc:" >&2
        cat "$scratch/out" "$scratch/err" >&2
        exit 1
    fi
    response=$(<"$scratch/out")
}

# The same of a stream that does not end by itself: what it tells within a second.
watch() {
    local service=$1 rpc=$2 status=0
    total=$((total + 1))
    exercised+=("$service.$rpc")
    "$tools/grpcurl" -plaintext -connect-timeout 10 -max-time 1 -d @ "$address" "$service/$rpc" \
        >"$scratch/out" 2>"$scratch/err" || status=$?
    # 64 and DEADLINE_EXCEEDED.
    if ((status != 68)); then
        errors=$((errors + 1))
        echo "error: $service/$rpc ended with $status:" >&2
        cat "$scratch/out" "$scratch/err" >&2
        exit 1
    fi
    response=$(<"$scratch/out")
}

# The value of a top-level or nested text field of the last answer, the first of that name.
field() {
    sed -n 's/^ *"'"$1"'": "\(.*\)",\{0,1\}$/\1/p' <<<"$response" | head -n 1
}

# Ends the script unless the last answer says what it should.
expect() {
    if ! grep -qF -- "$1" <<<"$response"; then
        errors=$((errors + 1))
        echo "error: the answer of ${exercised[-1]} has no $1:" >&2
        echo "$response" >&2
        exit 1
    fi
}

# A request id of this run; the same ID and step give the same.
request() { printf '%s-%s' "$id" "$1"; }

echo "reflection at $address"
if ! services=$("$tools/grpcurl" -plaintext -connect-timeout 10 "$address" list); then
    echo "error: nothing answers at $address with gRPC reflection" >&2
    exit 1
fi
services=$(grep '^jixiao\.' <<<"$services" || true)
for service in "$planning" "$results" "$scoring"; do
    if ! grep -qxF "$service" <<<"$services"; then
        echo "error: $address does not serve $service" >&2
        exit 1
    fi
    "$tools/grpcurl" -plaintext "$address" describe "$service" >"$scratch/$service"
    echo "  $service: $(grep -c '^ *rpc ' "$scratch/$service") rpcs"
done

echo "every rpc, with $department"

call grpc.health.v1.Health Check <<<'{}'
expect '"SERVING"'

call $planning CreateRegion <<<'{"region":{"name":"'"$region"'","title":"试验区"},"requestId":"'"$(request region)"'"}'
call $planning GetRegion <<<'{"name":"'"$region"'"}'
expect "\"$region\""
call $planning UpdateRegion <<<'{"region":{"name":"'"$region"'","title":"示范区","etag":"'"$(field etag)"'"},"updateMask":{"paths":["title"]},"requestId":"'"$(request region-update)"'"}'
expect '示范区'
call $planning BatchUpsertRegions <<<'{"parent":"'"$region"'","regions":[{"name":"'"$region"'","title":"试验区"}],"requestId":"'"$(request regions)"'"}'
expect '"UPSERT_OUTCOME_UPDATED"'
call $planning ListRegions <<<'{"pageSize":1000}'
call $planning CreateDepartment <<<'{"department":{"name":"'"$department"'","title":"'$title'"},"requestId":"'"$(request department)"'"}'
call $planning GetDepartment <<<'{"name":"'"$department"'"}'
call $planning UpdateDepartment <<<'{"department":{"name":"'"$department"'","code":"101001","etag":"'"$(field etag)"'"},"updateMask":{"paths":["code"]},"requestId":"'"$(request department-update)"'"}'
expect '"101001"'
call $planning BatchUpsertDepartments <<<'{"parent":"'"$region"'","departments":[{"name":"'"$department"'","title":"'$title'","code":"101002"}],"requestId":"'"$(request departments)"'"}'
expect '"UPSERT_OUTCOME_UPDATED"'
call $planning ListDepartments <<<'{"parent":"'"$region"'"}'
expect "\"$department\""
call $planning CreateWeightScheme <<<'{"parent":"'"$region"'","weightScheme":{"weightScheme":{"id":"own","executionWeight":"20"},"source":"试验区文件","output":"40","effect":"30","satisfaction":"10"},"requestId":"'"$(request scheme)"'"}'
call $planning GetWeightScheme <<<'{"name":"'"$region/weightSchemes/own"'"}'
expect '试验区文件'
call $planning ListWeightSchemes <<<'{"parent":"'"$region"'"}'
expect '"cn-2020"'
expect "\"$region/weightSchemes/own\""
call $planning BatchUpsertLibraryIndicators <<JSON
{"parent": "$region", "requestId": "$(request library)", "libraryIndicators": [
  {"name": "$region/libraryIndicators/own", "level1": "LEVEL1_OUTPUT", "level2": "LEVEL2_QUANTITY",
   "title": "职业技能培训人数", "sign": "SIGN_AT_LEAST", "unit": "人"}]}
JSON
expect '"LIBRARY_OUTCOME_CREATED"'
call $planning ListLibraryIndicators <<<'{"parent":"'"$region"'","frame":"INDICATOR_FRAME_CN_2021","words":"职业技能"}'
expect "\"$region/libraryIndicators/own\""
call $planning ListIndicatorFrames <<<'{}'
expect '"INDICATOR_FRAME_CN_2021"'

# A plan made of fields: as far as a return with an opinion.
call $planning CreatePlan <<JSON
{"name": "$other_plan", "requestId": "$(request create)", "content": {
  "departmentTitle": "$title",
  "tasks": [{"number": 1, "name": "就业创业服务", "totalFen": "188400000", "projectFen": "188400000"}],
  "goals": [{"number": 1, "text": "持续开展残疾人职业技能培训。", "tasks": [1]}],
  "indicators": [
    {"goal": 1, "level1": "LEVEL1_OUTPUT", "level2": "LEVEL2_QUANTITY", "name": "职业技能培训人数",
     "target": {"numeric": {"sign": "SIGN_AT_LEAST", "value": "80", "unit": "人"}}},
    {"goal": 1, "level1": "LEVEL1_OUTPUT", "level2": "LEVEL2_TIMELINESS", "name": "培训完成时间",
     "target": {"deadline": {"text": "2022年12月31日前完成", "date": "2022-12-31"}}},
    {"goal": 1, "level1": "LEVEL1_EFFECT", "level2": "LEVEL2_SOCIAL_EFFECT", "name": "提升职业技能水平",
     "target": {"qualitative": {"text": "职业技能水平进一步提升"}}},
    {"goal": 1, "level1": "LEVEL1_SATISFACTION", "level2": "LEVEL2_SATISFACTION", "name": "参加培训残疾人满意度",
     "target": {"numeric": {"sign": "SIGN_AT_LEAST", "value": "85", "unit": "%"}}}]}}
JSON
expect '"PLAN_STATE_DRAFT"'
call $planning AddIndicators <<JSON
{"name": "$other_plan", "etag": "$(field etag)", "after": "i001", "requestId": "$(request add)", "indicators": [
  {"goal": 1, "level1": "LEVEL1_OUTPUT", "level2": "LEVEL2_QUALITY", "name": "培训合格率",
   "target": {"numeric": {"sign": "SIGN_AT_LEAST", "value": "90", "unit": "%"}}}]}
JSON
expect '"i005"'
call $planning UpdateIndicator <<<'{"name":"'"$other_plan"'","etag":"'"$(field etag)"'","indicator":{"id":"i005","name":"培训考核合格率"},"updateMask":{"paths":["name"]},"requestId":"'"$(request rename)"'"}'
expect '培训考核合格率'
call $planning MoveIndicator <<<'{"name":"'"$other_plan"'","etag":"'"$(field etag)"'","indicator":"i005","goal":1,"requestId":"'"$(request move)"'"}'
call $planning DropIndicators <<<'{"name":"'"$other_plan"'","etag":"'"$(field etag)"'","indicators":["i005"],"requestId":"'"$(request drop)"'"}'
call $planning ReorderIndicators <<<'{"name":"'"$other_plan"'","etag":"'"$(field etag)"'","goal":1,"indicators":["i002","i001","i003","i004"],"requestId":"'"$(request order)"'"}'
call $planning SetWeights <<JSON
{"name": "$other_plan", "etag": "$(field etag)", "weightScheme": "own", "requestId": "$(request set-weights)", "weights": [
  {"indicator": "i001", "weight": "20"}, {"indicator": "i002", "weight": "20"},
  {"indicator": "i003", "weight": "30"}, {"indicator": "i004", "weight": "10"}]}
JSON
expect '"own"'
call $planning RebasePlan <<<'{"name":"'"$other_plan"'","base":{"departmentTitle":"'$title'"},"content":{"departmentTitle":"'$title'"},"validateOnly":true}'
expect '"own"'
call $planning AllocateWeights <<<'{"name":"'"$other_plan"'","weightScheme":"cn-2020","requestId":"'"$(request other-weights)"'"}'
call $planning SubmitPlan <<<'{"name":"'"$other_plan"'","requestId":"'"$(request other-submit)"'"}'
call $planning ReturnPlan <<<'{"name":"'"$other_plan"'","reviewer":"审核人","opinions":[{"text":"请补充成本指标"}],"requestId":"'"$(request other-return)"'"}'
expect '"PLAN_STATE_RETURNED"'
call $planning ListPlanSteps <<<'{"parent":"'"$other_plan"'"}'
expect '请补充成本指标'

call $planning ListOpinions <<<'{"parent":"'"$other_plan"'"}'
expect '"OPINION_STATUS_OPEN"'
call $planning AnswerOpinion <<<'{"name":"'"$(field name)"'","accepted":true,"answeredBy":"填报人","requestId":"'"$(request answer)"'"}'
expect '"OPINION_STATUS_ACCEPTED"'

# The published table: from its import to its approval.
table=$(base64 <"$fixture" | tr -d '\n')
call $planning ImportPlan <<<'{"parent":"'"$department"'","content":"'"$table"'","requestId":"'"$(request import)"'"}'
expect '"UNIT_MISSING"'
call $planning ImportPlans <<<'{"parent":"'"$region"'","content":"'"$table"'","validateOnly":true}'
expect '"departmentTitle"'
call $planning ExportPlan <<<'{"name":"'"$plan"'","format":"FORM_FORMAT_XLSX"}'
expect '.xlsx"'
call $planning GetPlanSource <<<'{"name":"'"$plan"'"}'
call $planning CheckPlan <<<'{"name":"'"$plan"'"}'
expect '"UNIT_MISSING"'
call $planning GetPlan <<<'{"name":"'"$plan"'"}'

# The unit that the table lost is put in by hand; this also finds an indicator with `≥` and a judged one.
edited=$("$tools/python" - "$(request update)" 3<<<"$response" <<'PYTHON'
import json, os, sys

plan = json.load(os.fdopen(3))["plan"]
indicators = plan["content"]["indicators"]
for indicator in indicators:
    numeric = indicator["target"].get("numeric")
    if numeric and not numeric.get("unit"):
        numeric["unit"] = "平方米"
at_least = next(i["id"] for i in indicators if i["target"].get("numeric", {}).get("sign") == "SIGN_AT_LEAST")
judged = next(i["id"] for i in indicators if "qualitative" in i["target"])
request = {
    "name": plan["name"].rsplit("/versions/", 1)[0],
    "content": {"indicators": indicators},
    # As a message: this grpcurl does not know the text form of a field mask.
    "updateMask": {"paths": ["indicators"]},
    "etag": plan["etag"],
    "requestId": sys.argv[1],
}
print(at_least, judged, json.dumps(request))
PYTHON
)
read -r at_least judged update <<<"$edited"
call $planning UpdatePlan <<<"$update"
expect '平方米'
call $planning AllocateWeights <<<'{"name":"'"$plan"'","etag":"'"$(field etag)"'","requestId":"'"$(request weights)"'"}'
call $planning SubmitPlan <<<'{"name":"'"$plan"'","requestId":"'"$(request submit)"'"}'
call $planning ReviewPlan <<<'{"name":"'"$plan"'","stage":"REVIEW_STAGE_DEPARTMENT","reviewer":"主管部门","opinions":[{"text":"同意"}],"requestId":"'"$(request review-department)"'"}'
call $planning ReviewPlan <<<'{"name":"'"$plan"'","stage":"REVIEW_STAGE_FINANCE","reviewer":"财政部门","requestId":"'"$(request review-finance)"'"}'
call $planning ApprovePlan <<<'{"name":"'"$plan"'","approver":"财政部门","requestId":"'"$(request approve)"'"}'
expect '"PLAN_STATE_APPROVED"'
call $planning PublishPlan <<<'{"name":"'"$plan"'","publisher":"财政部门","requestId":"'"$(request publish)"'"}'
expect '"PLAN_STATE_PUBLISHED"'
call $planning CopyPlan <<<'{"name":"'"$department/plans/2024"'","source":"'"$plan"'","requestId":"'"$(request copy)"'"}'
expect '"PLAN_STATE_DRAFT"'
call $planning ListPlans <<<'{"parent":"'"$department"'"}'
expect "\"$plan/versions/1\""

# What was achieved.
call $results ReportExecution <<<'{"plan":"'"$plan"'","period":"2023-12","total":{"initialFen":"10783400000","executedFen":"10244230000"},"reporter":"填报人","requestId":"'"$(request execution)"'"}'
call $results ReportActuals <<JSON
{"plan": "$plan", "period": "2023-12", "reporter": "填报人", "requestId": "$(request actuals)", "actuals": [
  {"indicator": "$at_least", "number": "18", "deviationReason": "报考人数减少", "measure": "加强宣传"},
  {"indicator": "$judged", "text": "2023年11月完成"}]}
JSON
call $results ExportTemplate <<<'{"plan":"'"$plan"'","period":"2023-12"}'
call $results ImportActuals <<<'{"plan":"'"$plan"'","content":"'"$(field content)"'","reporter":"填报人","requestId":"'"$(request filled)"'"}'
expect '"2023-12"'
call $results GetActuals <<<'{"plan":"'"$plan"'"}'
expect "\"$judged\""
call $results ListActualRevisions <<<'{"plan":"'"$plan"'"}'
call $results ListExecutionRevisions <<<'{"plan":"'"$plan"'"}'

# A period from its due date to its reopening: the one before those that are reported.
period=$region/periods/2023-10
call $results OpenPeriod <<<'{"name":"'"$period"'","dueDate":"2023-11-10","requestId":"'"$(request period-open)"'"}'
expect '"PERIOD_STATE_OPEN"'
call $results ListOutstanding <<<'{"parent":"'"$region"'","period":"2023-10"}'
expect '"OUTSTANDING_KIND_EXECUTION"'
expect '"2023-11-10"'
call $results GetPeriod <<<'{"name":"'"$period"'"}'
call $results ClosePeriod <<<'{"name":"'"$period"'","etag":"'"$(field etag)"'","requestId":"'"$(request period-close)"'"}'
expect '"PERIOD_STATE_CLOSED"'
call $results ReopenPeriod <<<'{"name":"'"$period"'","reason":"补报","requestId":"'"$(request period-reopen)"'"}'
expect '"PERIOD_STATE_OPEN"'
call $results ListPeriods <<<'{"parent":"'"$region"'","fiscalYear":2023}'
expect '"补报"'
call $results ListPeriodEvents <<<'{"parent":"'"$period"'"}'
expect '"PERIOD_EVENT_KIND_REOPENED"'

# The join of both.
call $scoring ListProfiles <<<'{"parent":"'"$region"'"}'
call $scoring GetProfile <<<'{"name":"profiles/cn-2020"}'
expect '"profiles/cn-2020/versions/1"'
profile=$("$tools/python" -c 'import json, sys; print(json.dumps(json.load(sys.stdin)["profile"] | {"id": "own"}))' <<<"$response")
call $scoring CreateProfile <<<'{"parent":"'"$region"'","profile":'"$profile"',"requestId":"'"$(request profile)"'"}'
expect "\"$region/profiles/own/versions/1\""
call $scoring JudgeIndicator <<<'{"plan":"'"$plan"'","indicator":"'"$judged"'","tier":{"tier":"TIER_ACHIEVED","score":"1.00"},"grounds":"已按期完成","judge":"评审人","requestId":"'"$(request judge)"'"}'
call $scoring ListJudgements <<<'{"plan":"'"$plan"'"}'
call $audit ListAuditEntries <<<'{"parent":"'"$region"'","method":"JudgeIndicator","resource":"'"$plan"'"}'
expect '"judgement.score"'
call $audit GetAuditHead <<<'{"name":"'"$region"'"}'
expect '"sequence"'
call $scoring ScorePlan <<<'{"plan":"'"$plan"'"}'
expect '"OUTCOME_JUDGED"'
call $scoring RenderScorecard <<<'{"plan":"'"$plan"'","format":"FORM_FORMAT_HTML"}'
expect '.html"'
call $scoring MonitorPlan <<<'{"plan":"'"$plan"'"}'
expect '"SIGNAL_NO_DATA"'
call $scoring RenderMonitoringTable <<<'{"plan":"'"$plan"'","format":"FORM_FORMAT_HTML"}'
expect '.html"'

# The plan made of fields, once its opinion is answered: as far as two scorecards that were finalized.
call $planning SubmitPlan <<<'{"name":"'"$other_plan"'","requestId":"'"$(request other-submit-again)"'"}'
call $planning ReviewPlan <<<'{"name":"'"$other_plan"'","stage":"REVIEW_STAGE_DEPARTMENT","reviewer":"主管部门","requestId":"'"$(request other-review-department)"'"}'
call $planning ReviewPlan <<<'{"name":"'"$other_plan"'","stage":"REVIEW_STAGE_FINANCE","reviewer":"财政部门","requestId":"'"$(request other-review-finance)"'"}'
call $planning ApprovePlan <<<'{"name":"'"$other_plan"'","approver":"财政部门","requestId":"'"$(request other-approve)"'"}'
call $results ReportExecution <<<'{"plan":"'"$other_plan"'","period":"2022-12","total":{"initialFen":"188400000","executedFen":"188400000"},"reporter":"填报人","requestId":"'"$(request other-execution)"'"}'
call $results ReportActuals <<JSON
{"plan": "$other_plan", "period": "2022-12", "reporter": "填报人", "requestId": "$(request other-actuals)", "actuals": [
  {"indicator": "i001", "number": "88"}, {"indicator": "i002", "date": "2022-11-30"},
  {"indicator": "i003", "text": "持证就业率提高"},
  {"indicator": "i004", "number": "60", "deviationReason": "课时偏少", "measure": "增加课时"}]}
JSON
call $scoring JudgeIndicator <<<'{"plan":"'"$other_plan"'","indicator":"i003","tier":{"tier":"TIER_ACHIEVED","score":"28"},"grounds":"见台账","judge":"评审人","requestId":"'"$(request other-judge)"'"}'
call $scoring FinalizeScorecard <<<'{"plan":"'"$other_plan"'","finalizer":"财政部门","requestId":"'"$(request finalize)"'"}'
expect '"95.06"'
call $scoring OverrideScore <<<'{"plan":"'"$other_plan"'","indicator":"i004","score":"9","overrider":"OVERRIDER_FINANCE","grounds":"抽样不足","judge":"财政部门","requestId":"'"$(request override)"'"}'
expect '"7.06"'
call $scoring FinalizeScorecard <<<'{"plan":"'"$other_plan"'","finalizer":"财政部门","requestId":"'"$(request finalize-again)"'"}'
expect '"97.00"'
call $scoring GetScorecard <<<'{"name":"'"$other_plan/scorecards/-"'"}'
expect "\"$other_plan/scorecards/2\""
call $scoring ListScorecards <<<'{"parent":"'"$other_plan"'"}'
expect '"superseded": true'
call $scoring VerifyScorecard <<<'{"name":"'"$other_plan/scorecards/1"'"}'
expect '"same": true'
call $scoring DiffScorecards <<<'{"name":"'"$other_plan/scorecards/2"'","base":1}'
expect '"SCORE_CAUSE_OVERRIDE"'
call $scoring RenderScorecard <<<'{"plan":"'"$other_plan"'","format":"FORM_FORMAT_XLSX"}'
call $scoring ReconcileSheet <<<'{"parent":"'"$region"'","content":"'"$(field content)"'","profile":"cn-2020"}'
expect '"RECONCILE_RESULT_SAME"'
call $scoring CompareYears <<<'{"plan":"'"$plan"'"}'
expect "\"$other_plan/versions/1\""

# The region as a whole.
call $scoring ListWarnings <<<'{"parent":"'"$region"'","fiscalYear":2022,"period":"2022-12"}'
expect '"SIGNAL_YELLOW"'
call $scoring SummarizeScores <<<'{"parent":"'"$region"'","fiscalYear":2022}'
expect '"97.00"'
call $scoring RankPlans <<<'{"parent":"'"$region"'","fiscalYear":2022}'
expect '"place": 1'
call $scoring ScorePlans <<<'{"parent":"'"$region"'","fiscalYear":2023}'
expect "\"$plan/versions/1\""

# Version 1 stays in force while its adjustment is a draft.
call $planning AdjustPlan <<<'{"name":"'"$plan"'","reason":"年中追加预算","requestId":"'"$(request adjust)"'"}'
expect '"PLAN_STATE_DRAFT"'
call $planning ListPlanVersions <<<'{"parent":"'"$plan"'"}'
expect "\"$plan/versions/2\""
call $planning DiffPlanVersions <<<'{"name":"'"$plan"'"}'
expect "\"$plan/versions/1\""

# All that happened.
watch $planning WatchPlans <<<'{"parent":"'"$region"'"}'
expect "\"$region/weightSchemes/own\""
expect '"resumeToken"'
watch $results WatchActuals <<<'{"parent":"'"$region"'"}'
expect "\"$plan/periods/2023-12/indicators/$at_least\""
watch $scoring WatchScorecards <<<'{"parent":"'"$region"'","asOfPeriod":"2022-12"}'
expect '"97.00"'

for service in $services; do
    rpcs=$("$tools/grpcurl" -plaintext "$address" list "$service")
    while read -r rpc; do
        # Not through a pipe: a grep that has found its line would end the printf with an error.
        if ! grep -qxF -- "$rpc" <<<"$(printf '%s\n' "${exercised[@]}")"; then
            errors=$((errors + 1))
            echo "error: $rpc is served, but tests/load/load.sh does not call it" >&2
        fi
    done <<<"$rpcs"
done
((errors == 0)) || exit 1
echo "  $total calls, none failed"

# Only the calls above ask for reflection each time; here it would be most of the traffic.
"$tools/grpcurl" -plaintext -protoset-out "$scratch/protoset" "$address" describe >/dev/null

# CALLS calls of an rpc; prints how many failed, and keeps why the first did.
work() {
    local worker=$1 service=$2 rpc=$3 template=$4 failed=0 call
    for ((call = 1; call <= calls; call++)); do
        if ! "$tools/grpcurl" -plaintext -connect-timeout 10 -max-time 60 -protoset "$scratch/protoset" \
            -d "${template//\{call\}/$worker-$call}" "$address" "$service/$rpc" >/dev/null 2>"$scratch/why-$worker"; then
            failed=$((failed + 1))
            [[ -e $scratch/first-error ]] || cp "$scratch/why-$worker" "$scratch/first-error"
        fi
    done
    echo "$failed" >"$scratch/failed-$worker"
}

# An rpc by all workers at once, and its line of the table.
phase() {
    local service=$1 rpc=$2 template=$3 worker started ended failed=0
    rm -f "$scratch"/failed-* "$scratch/first-error"
    started=${EPOCHREALTIME//[^0-9]/}
    for ((worker = 1; worker <= workers; worker++)); do
        work "$worker" "$service" "$rpc" "$template" &
    done
    wait
    ended=${EPOCHREALTIME//[^0-9]/}
    # A worker that died counts with all its calls.
    for ((worker = 1; worker <= workers; worker++)); do
        failed=$((failed + $(cat "$scratch/failed-$worker" 2>/dev/null || echo "$calls")))
    done
    total=$((total + workers * calls))
    errors=$((errors + failed))
    awk -v rpc="$rpc" -v calls=$((workers * calls)) -v failed=$failed -v micros=$((ended - started)) \
        'BEGIN { printf "  %-14s %8d %8d %12.1f\n", rpc, calls, failed, calls * 1000000 / micros }'
    if [[ -e $scratch/first-error ]]; then
        echo "  the first error of $rpc was:" >&2
        cat "$scratch/first-error" >&2
    fi
}

echo "$workers workers, $calls calls each of three rpcs"
printf '  %-14s %8s %8s %12s\n' rpc calls errors calls/s
phase $planning GetPlan '{"name":"'"$plan"'"}'
phase $results ReportActuals '{"plan":"'"$plan"'","period":"2023-11","reporter":"填报人","requestId":"'"$id"'-{call}","actuals":[{"indicator":"'"$at_least"'","number":"20"}]}'
phase $scoring ScorePlan '{"plan":"'"$plan"'"}'
echo "Each call starts a grpcurl process, and that start dominates these figures: they are no measure of the server."
