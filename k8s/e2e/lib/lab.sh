# JupyterLab beside the pipeline: it is asked for, opened as its status says, used, and taken away.
# shellcheck shell=bash
: "${root:?}" "${here:?}" "${namespace:?}" "${name:?}" "${python:?}"

# Not the one that the status names: somebody may have a lab of their own there.
lab_port=${CDC_LAB_TEST_PORT:-28888}
lab_url=http://127.0.0.1:$lab_port
forward_pid=

scenario_lab() {
  local since=$SECONDS
  k patch cdcpipeline "$name" --type merge -p '{"spec": {"lab": {}}}' >/dev/null
  await 300 "LabReady" is_true "$name" LabReady
  note "lab: spec.lab to LabReady" $((SECONDS - since))
  check "the pipeline with a lab is Ready" is_true "$name" Ready
  open_lab
  as_a_user_sees_it >"$root/target/e2e-kubectl.txt"
  check "a wrong token is refused" [ "$(lab_answer wrong GET contents)" = 403 ]
  step "lab: 2_db_sql_operations in the pod, and a row that stays" notebook_changes_rows
  step "lab: the others in the pod" notebooks_run 1_db_access 3_explore_kafka_batch 4_deltalake_access 5_pipeline
  equal 120
  await 60 "no ended process left in the pod" k exec "$name-lab-0" -c lab -- bash -c '! grep -l "^State:.Z" /proc/[0-9]*/status'
  memory "$namespace" | grep -- "$name-lab" || true
  step "lab: its pod killed, the user's work is there" lab_keeps_work
  k patch cdcpipeline "$name" --type json -p '[{"op": "remove", "path": "/spec/lab"}]' >/dev/null
  step "lab: gone with its field" await 120 "nothing of the lab" no_lab
  check "its volume stays" k get pvc "data-$name-lab-0" -o name
}

of_lab() { k get cdcpipeline "$name" -o jsonpath="{.status.lab.$1}"; }

# The two commands of the status, but for the port.
open_lab() {
  local command
  command=$(of_lab open)
  close_lab
  # shellcheck disable=SC2086 # a command
  ${command/% 8888/ $lab_port:8888} >>"$root/target/e2e-lab-forward.log" 2>&1 &
  forward_pid=$!
  LAB_TOKEN=$(eval "$(of_lab token)")
  export LAB_TOKEN
  await 60 "the lab's port" curl -sf -o "$root/target/e2e-lab-answer" "$lab_url/api"
}

close_lab() {
  [ -z "$forward_pid" ] || { kill "$forward_pid" && wait "$forward_pid"; } 2>/dev/null || true
  forward_pid=
}

# lab_answer TOKEN METHOD PATH [OPTION...]: the HTTP status; the body lies in a file
lab_answer() {
  local token=$1 method=$2 path=$3
  shift 3
  curl -s -o "$root/target/e2e-lab-answer" -w '%{http_code}' -X "$method" -H "Authorization: token $token" "$@" "$lab_url/api/$path"
}

# What its cells show, and what another reader, outside of the pod, finds in the lake.
notebook_changes_rows() {
  local shown=$root/target/e2e-lab-notebook.txt follows
  "$python" "$here/lib/lab.py" "$lab_url" 2_db_sql_operations.ipynb >"$shown" <<'PYTHON' || fail "the notebook failed; $shown"
lab.follow(f"INSERT INTO {table} (first_name, last_name, email) VALUES ('Grace', 'Hopper', 'grace@example.com')",
           table=table, where="email = 'grace@example.com'")
PYTHON
  follows=$(grep -c 'In the lake after [0-9.]* s. Source and lake are equal.' "$shown" || true)
  check "its five changes came to the lake: $(grep -o 'after [0-9.]* s' "$shown" | tr '\n' ' ')" [ "$follows" -eq 5 ]
  check "it finds both sides equal" grep -Eq 'inventory.customers +[0-9]+ +True' "$shown"
  check "the row of its kernel is in the lake" grep -q grace@example.com <(lake_rows)
}

notebooks_run() {
  local shown=$root/target/e2e-lab-notebooks.txt
  "$python" "$here/lib/lab.py" "$lab_url" "${@/%/.ipynb}" >"$shown" </dev/null || fail "a notebook failed; $shown"
  grep -E '^[0-9]_.*ipynb: ' "$shown" | sed 's/^/         /'
}

lab_keeps_work() {
  local lab=app.kubernetes.io/name=lab before
  lab_answer "$LAB_TOKEN" PUT contents/mine.txt -d '{"type": "file", "format": "text", "content": "mine"}' >/dev/null
  before=$(pod_uid "$namespace" "$lab")
  k delete pod -l "$lab" --grace-period 1 --wait=false >/dev/null
  await 240 "a new pod of the lab" successor "$namespace" "$lab" "$before"
  open_lab
  check "the user's file is there" [ "$(lab_answer "$LAB_TOKEN" GET contents/mine.txt)" = 200 ]
  await 120 "LabReady after its pod was killed" is_true "$name" LabReady
  close_lab
}

no_lab() { [ -z "$(k get statefulsets,pods,services,secrets,configmaps -l app.kubernetes.io/name=lab -o name)" ]; }
