# A pipeline of its own with a large table and a small one of a hundredth of its rows, and changes that go on. Sourced.
# shellcheck shell=bash
: "${rows:?}"
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit
folder=$(mktemp -d)
load=""
# shellcheck disable=SC2329 # the trap calls it
ended() {
  [ -z "$load" ] || kill "$load" 2>/dev/null || true
  ./cdc down --dir "$folder" >/dev/null 2>&1 || true
  rm -rf "$folder" "$folder.yaml"
}
trap ended EXIT

manifest() {
  local table name="'row number ' || lpad(g::text, 9, '0')"
  cat k8s/samples/inventory.yaml
  printf '  load.sql: |\n'
  for table in "large $rows" "small $((rows / 100))"; do
    printf '    %s\n' "CREATE TABLE inventory.${table% *} (id bigint PRIMARY KEY, name text, amount numeric(12,2), at timestamptz);" \
      "INSERT INTO inventory.${table% *} SELECT g, $name, g / 7.0, '2026-01-01 00:00+00'::timestamptz + g * interval '1 s' FROM generate_series(1, ${table##* }) g;"
  done
}

# Some 500 changes a second into both tables, until they are ended.
changes() {
  ./cdc psql --dir "$folder" -c "
    DO \$\$ BEGIN LOOP
      UPDATE inventory.large SET amount = amount + 1 WHERE id IN (SELECT 1 + (random() * ($rows - 1))::bigint FROM generate_series(1, 5));
      UPDATE inventory.small SET amount = amount + 1 WHERE id IN (SELECT 1 + (random() * ($rows / 100 - 1))::bigint FROM generate_series(1, 5));
      COMMIT;
      PERFORM pg_sleep(0.02);
    END LOOP; END \$\$;" >/dev/null 2>&1 &
  load=$!
}

changes_end() {
  kill "$load"
  wait "$load" 2>/dev/null || true
  load=""
}

seconds() { # of a command
  local begin
  begin=$(date +%s.%N)
  "$@" >&2
  awk "BEGIN { printf \"%.1f s\", $(date +%s.%N) - $begin }"
}

verify() { ./cdc verify --dir "$folder" --timeout 30m "$@"; }
up() { ./cdc up "$folder.yaml" --dir "$folder" --detach >&2; }
equal() { ./cdc wait --dir "$folder" --timeout 60m >&2; }

manifest > "$folder.yaml"
up
equal
