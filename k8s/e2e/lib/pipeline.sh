# One pipeline: its resource, its database, its rows on both sides.
# shellcheck shell=bash
: "${root:?}" "${here:?}" "${namespace:?}" "${name:?}" "${python:?}"

k() { kubectl -n "$namespace" "$@"; }

# pipeline NAME DELETION-POLICY: the shipped sample under that name, with a lab
pipeline() {
  sed -e "s/^  name: inventory$/  name: $1/" -e "0,/^spec:$/s//spec:\n  deletionPolicy: $2\n  lab: {}/" "$root/k8s/samples/inventory.yaml"
}

# What `kubectl get cdcpipelines` says from now on, each time that it says something else, into target/e2e-watch.txt.
watch_pid=
ensure_watched() {
  [ -z "$watch_pid" ] || return 0
  kubectl get cdcpipelines -A --watch > >(while IFS= read -r line; do say "$line"; done >"$root/target/e2e-watch.txt") 2>/dev/null &
  watch_pid=$!
}
unwatch() { [ -z "$watch_pid" ] || kill "$watch_pid" 2>/dev/null || true; }

condition() { k get cdcpipeline "$1" -o json | jq -re --arg t "$2" '.status.conditions[]? | select(.type == $t) | .status'; }
is_true() { [ "$(condition "$1" "$2")" = True ]; }

# await_ready NAME SECONDS: says when each stage became ready
await_ready() {
  local name=$1 end since=$SECONDS stage left=(SourceReady KafkaReady ConnectReady Capturing Applying Ready) rest
  end=$(deadline "$2")
  while [ ${#left[@]} -gt 0 ]; do
    rest=()
    for stage in "${left[@]}"; do
      if is_true "$name" "$stage"; then note "  $name: $stage after apply" $((SECONDS - since)); else rest+=("$stage"); fi
    done
    left=("${rest[@]}")
    [ "$SECONDS" -lt "$end" ] || fail "$name is not ready: $(k get cdcpipeline "$name" -o json | jq -c '.status.conditions')"
    sleep 0.5
  done
}

# The application's own login, as a user's program would have it.
sql() {
  local password
  password=$(k get secret "$name-db-owner" -o jsonpath='{.data.password}' | base64 -d)
  k exec -i "$name-db-0" -c postgresql -- env PGPASSWORD="$password" psql -h 127.0.0.1 -v ON_ERROR_STOP=1 -U app -d inventory -Atq
}

source_rows() { echo 'select row_to_json(c) from inventory.customers c order by id' | sql | "$python" "$here/lib/rows.py"; }

lake_folder() {
  local claim=$1 volume
  volume=$(k get pvc "$claim" -o jsonpath='{.spec.volumeName}')
  kubectl get pv "$volume" -o json | jq -r '.spec.hostPath.path // .spec.local.path'
}

lake_rows() { "$python" "$here/lib/rows.py" "$(lake_folder "$name-lake")/inventory/customers"; }

# equal SECONDS: until source and lake hold the same rows; a difference is shown. The source is read anew each time, for
# what the load had sent when it was stopped may be committed a moment later.
equal() {
  local end want got
  end=$(deadline "$1")
  until want=$(source_rows) && got=$(lake_rows 2>&1) && [ "$got" = "$want" ]; do
    if [ "$SECONDS" -ge "$end" ]; then
      diff <(echo "$want") <(echo "$got") | head -20 >&2 || true
      fail "source and lake differ (< source, > lake)"
    fi
    sleep 1
  done
  say "  ok: $(wc -l <<<"$want") rows are equal in source and lake"
}

# Changes all the time, whatever happens to the database: what it has committed is the truth.
load_pid=
load_start() {
  (
    i=$1
    while :; do
      i=$((i + 1))
      sql <<SQL || sleep 1
        insert into inventory.customers (id, first_name, last_name, email) values ($i, 'Zoë', 'Ünal $i', 'z$i@example.com');
        update inventory.customers set last_name = last_name || '+' where id in ($i, 1001);
        delete from inventory.customers where id = $i - 5 and id > 100000 and id % 2 = 0;
SQL
    done
  ) >/dev/null 2>&1 &
  load_pid=$!
}
load_stop() {
  [ -z "$load_pid" ] || { kill "$load_pid" 2>/dev/null && wait "$load_pid" 2>/dev/null; } || true
  load_pid=
}
