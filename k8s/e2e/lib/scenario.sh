# What is tried, in this order. Each part leaves a healthy pipeline to the next.
# shellcheck shell=bash
: "${root:?}" "${cluster:?}" "${namespaces:?}" "${operator_namespace:?}" "${operator_deployment:?}" "${python:?}"

finished=

ended() {
  local status=$1
  trap - EXIT INT TERM
  set +e
  load_stop
  close_lab
  unwatch
  if [ -z "$finished" ]; then diagnose >&2; fi
  summary
  cluster_down
  if [ -n "$finished" ]; then say "PASSED"; else say "FAILED"; fi
  exit "$status"
}

diagnose() {
  local ns
  for ns in "${namespaces[@]}" "$operator_namespace"; do
    printf '\n--- %s\n' "$ns"
    kubectl -n "$ns" get pods,pvc -o wide 2>/dev/null
    kubectl -n "$ns" get events --sort-by .lastTimestamp 2>/dev/null | tail -15
  done
  kubectl get cdcpipelines -A -o json 2>/dev/null | jq -c '.items[] | [.metadata.name, .status]'
  kubectl -n "$operator_namespace" logs "deployment/$operator_deployment" --tail 40 2>/dev/null
  kubectl -n strimzi logs deployment/strimzi-cluster-operator --tail 20 2>/dev/null
}

scenario_cluster() {
  step "node: packages, binaries, base images" prepare_node
  "$python" -c 'import deltalake, websocket' 2>/dev/null || step "a Python with delta-rs, and one for websockets" install_reader
  cluster_down_quietly
  step "cluster: up" cluster_up
}

scenario_images() {
  step "images: what stands in for registries" base_images
  step "images: operator, job, Connect, lab" product_images
}

scenario_install() {
  step "Strimzi's operator, Spark's operator" install_third_parties
  step "operator: kubectl apply -k k8s, rolled out" install_operator
}

install_reader() {
  python3 -m venv "$CLUSTER_DIR/e2e-python"
  "$CLUSTER_DIR/e2e-python/bin/pip" install -q deltalake==1.6.6 websocket-client==1.9.2
}

# What an earlier run may have left.
cluster_down_quietly() { "$cluster/down.sh" --wipe >/dev/null 2>&1 || true; }

scenario_ready() {
  local since=$SECONDS
  k apply --server-side -f "$root/k8s/samples/inventory.yaml" >/dev/null
  step "pipeline: Ready" await_ready "$name" 600
  equal 120
  note "pipeline: apply to first rows equal" $((SECONDS - since))
  as_a_user_sees_it | tee "$root/target/e2e-kubectl.txt"
}

# What the README shows is copied from here.
as_a_user_sees_it() {
  local command
  for command in "get cdc" "get cdc -o wide" "describe cdc $name" "explain cdcpipeline.spec" \
    "explain cdcpipeline.spec.lab"; do
    printf '$ kubectl %s\n' "$command"
    # shellcheck disable=SC2086 # words
    k $command
  done
}

scenario_changes() {
  local since
  sql <<'SQL'
    insert into inventory.customers (first_name, last_name, email) values ('Anna', 'Lind', 'anna@example.com');
    update inventory.customers set email = 'sally@example.com' where id = 1001;
    delete from inventory.customers where id = 1004;
SQL
  since=$SECONDS
  equal 60
  note "changes: insert, update, delete readable" $((SECONDS - since))
  sql <<'SQL'
    insert into inventory.customers (id, first_name, last_name, email)
      select i, 'n' || i, repeat('x', 100), i || '@example.com' from generate_series(200001, 220000) i;
    update inventory.customers set last_name = 'y' where id between 200001 and 210000;
    delete from inventory.customers where id between 205001 and 215000;
SQL
  since=$SECONDS
  equal 180
  note "changes: 40,000 in three statements readable" $((SECONDS - since))
}

# One CdcOperation of each kind, while rows change.
scenario_operations() {
  load_start 600000
  operation snapshot '{snapshot: {tables: [inventory.customers]}}'
  operation verify '{verify: {}}'
  operation compact '{compact: {}}'
  operation restart-capture '{restart: {stage: Capture}}'
  operation restart-apply '{restart: {stage: Apply}}'
  load_stop
  equal 180
  await 240 "the pipeline Ready after its operations" is_true "$name" Ready
  operation verify-at-rest '{verify: {tables: [inventory.customers]}}'
}

# operation NAME SPEC: until it has succeeded
operation() {
  local what=$1 since=$SECONDS
  k create -f - >/dev/null <<<"{apiVersion: cdcpipeline.io/v1alpha1, kind: CdcOperation, metadata: {name: $what}, spec: ${2/{/{pipeline: $name, }}"
  await 240 "operation $what ended" operation_ended "$what"
  check "operation $what: $(k get cdcoperation "$what" -o jsonpath='{.status.result}')" \
    [ "$(operation_phase "$what")" = Succeeded ]
  note "operation: $what" $((SECONDS - since))
}

operation_phase() { k get cdcoperation "$1" -o jsonpath='{.status.phase}'; }

operation_ended() { case $(operation_phase "$1") in Succeeded | Failed) ;; *) false ;; esac; }

scenario_kills() {
  memory "$namespace" "$operator_namespace" spark-operator
  kill_pod "database" "$namespace" "statefulset.kubernetes.io/pod-name=$name-db-0"
  kill_pod "broker" "$namespace" "strimzi.io/name=$name-kafka-kafka"
  kill_pod "Connect" "$namespace" "strimzi.io/name=$name-connect-connect"
  kill_pod "Spark driver" "$namespace" "spark-role=driver"
  kill_pod "operator" "$operator_namespace" "app.kubernetes.io/name=cdcpipeline-operator"
  memory "$namespace" "$operator_namespace" spark-operator
}

killed=0

# kill_pod WHAT NAMESPACE SELECTOR: while rows change; the successor must serve and nothing be lost or doubled
kill_pod() {
  local what=$1 ns=$2 selector=$3 before since
  killed=$((killed + 1))
  load_start $((300000 + killed * 10000))
  sleep 3
  before=$(pod_uid "$ns" "$selector")
  [ -n "$before" ] || fail "no pod of the $what: $selector"
  since=$SECONDS
  kubectl -n "$ns" delete pod -l "$selector" --grace-period 1 --wait=false >/dev/null
  await 240 "a new pod of the $what" successor "$ns" "$selector" "$before"
  note "kill: $what, new pod ready" $((SECONDS - since))
  sleep 5
  load_stop
  equal 300
  note "kill: $what, rows equal again" $((SECONDS - since))
  await 240 "the pipeline Ready after the $what was killed" is_true "$name" Ready
}

pod_uid() { kubectl -n "$1" get pods -l "$2" -o jsonpath='{.items[*].metadata.uid}'; }

successor() {
  kubectl -n "$1" get pods -l "$2" -o json | jq -e --arg old "$3" '.items | length > 0 and all(.[];
    .metadata.uid != $old and any(.status.conditions[]?; .type == "Ready" and .status == "True"))'
}

scenario_suspension() {
  local rows
  k patch cdcpipeline "$name" --type merge -p '{"spec": {"suspend": true}}' >/dev/null
  step "suspend: no driver, connector stopped" await 120 "suspended" suspended
  rows=$(lake_rows)
  echo "update inventory.customers set last_name = 'while suspended' where id = 1002" | sql
  sleep 5
  check "a suspended pipeline applies nothing" [ "$(lake_rows)" = "$rows" ]
  check "its slot stays" [ "$(slots)" -eq 1 ]
  k patch cdcpipeline "$name" --type merge -p '{"spec": {"suspend": false}}' >/dev/null
  step "resume: rows equal" equal 180
  step "resume: Ready" await 120 "Ready after the suspension" is_true "$name" Ready
}

suspended() {
  [ -z "$(pod_uid "$namespace" spark-role=driver)" ] &&
    k get kafkaconnector "$name-source" -o json | jq -e '.status.connectorStatus.connector.state == "STOPPED"'
}

slots() { entries "$name-db-0" pg_replslot; }

# How many entries a folder of the database's volume has; on the volume, for the database itself may be gone.
entries() { find "$(lake_folder "data-$1")"/pgdata/"$2" -mindepth 1 -maxdepth 1 | wc -l; }

claims() { k get pvc -l "cdcpipeline.io/pipeline=$name" -o name | sort; }

no_pods() { [ -z "$(k get pods -l "cdcpipeline.io/pipeline=$name" -o name)" ]; }

# What belongs to the pipeline and is no claim, in any kind that the plan uses.
rest() {
  k get statefulsets,services,configmaps,secrets,serviceaccounts,roles,rolebindings,kafkas,kafkanodepools,kafkaconnects,kafkaconnectors,sparkapplications \
    -l "cdcpipeline.io/pipeline=$name" -o name
}

remove_pipeline() {
  k delete cdcpipeline "$name" --timeout "$((180 * ${PATIENCE:-1}))s" >/dev/null
  await 120 "no pod of $name" no_pods
}

scenario_retain() {
  local before
  before=$(claims)
  step "delete with Retain" remove_pipeline
  check "all claims are retained: $(tr '\n' ' ' <<<"$before")" [ "$(claims)" = "$before" ]
  check "the retained database has no slot" [ "$(slots)" -eq 0 ]
  say "what else is left: $(rest | tr '\n' ' ')"
}

scenario_delete() {
  name=stock
  pipeline "$name" Delete | k apply --server-side -f - >/dev/null
  step "a second pipeline, deletionPolicy Delete: Ready" await_ready "$name" 600
  step "its rows are equal" equal 120
  step "its lab: Ready" await 300 "LabReady of $name" is_true "$name" LabReady
  step "delete with Delete" remove_pipeline
  await 60 "no claim of $name" no_claims
  await 60 "nothing of $name" nothing_left
  say "  ok: no pod, no claim, nothing else of $name"
}

no_claims() { [ -z "$(claims)" ]; }
nothing_left() { [ -z "$(rest)" ]; }

scenario_namespace() {
  step "namespace with retained volumes: gone" kubectl delete namespace "$namespace" --timeout "$((120 * ${PATIENCE:-1}))s"
  namespace=doomed name=doomed
  pipeline "$name" Delete | k apply --server-side -f - >/dev/null
  await 240 "the source of $name ready" is_true "$name" SourceReady
  step "namespace with a living pipeline: gone" kubectl delete namespace "$namespace" --timeout "$((180 * ${PATIENCE:-1}))s"
}
