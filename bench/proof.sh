# shellcheck shell=bash
# What the programs share that prove something: a pipeline of their own, and programs of PostgreSQL's that reach its source.
# Sourced by bench/regress, bench/pgbench and bench/chaos; KEEP=folder keeps the pipeline's folder after the end.
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd -P)
# shellcheck source=.mvn/bootstrap.sh
. "$root/.mvn/bootstrap.sh"

cdc() { "$root/cdc" "$@" --dir "$pipeline"; }

# One field of the pipeline's endpoints.json.
endpoint() { sed -n 's/^ *"'"$1"'" : "\{0,1\}\([^",]*\)"\{0,1\},\{0,1\}$/\1/p' "$pipeline/endpoints.json"; }

# One figure of the job's own status, such as deadLetters.
figure() { cdc status --json | sed -n 's/^    "'"$1"'" : \([0-9.]*\),$/\1/p'; }

# A program in package bench, with its arguments.
bench() {
  "$JAVA_HOME/bin/java" -Xmx256m -XX:+UseSerialGC \
    -cp "$root/bench/target/bench.jar:$(<"$root/bench/target/bench.classpath")" "io.cdcpipeline.bench.$1" "${@:2}"
}

# Builds, brings the manifest $1 up, and takes it down at the end; libpq's variables then name the source, as role $2: owner, superuser.
up() {
  local build=(--batch-mode --quiet --projects bench -DskipTests -Dspotless.check.skip -Dcheckstyle.skip -Denforcer.skip) secret
  "$root/cdc" --help >/dev/null || exit # builds
  (cd "$root" && ./mvnw "${build[@]}" package >&2) || exit
  require jdk
  dir=${KEEP:-$(mktemp -d)}
  mkdir -p "$dir" && dir=$(cd "$dir" && pwd -P) || exit
  pipeline=$dir/pipeline
  trap 'cdc down >&2; [ -n "${KEEP:-}" ] || rm -rf "$dir"' EXIT
  "$root/cdc" up "$1" --dir "$pipeline" --detach >&2 || exit
  secret=$pipeline/secrets/$(sed -n 's/^  name: //p' "$1" | tail -n 1)-db-$2
  PGHOST=$(endpoint host) PGPORT=$(endpoint port) PGDATABASE=$(endpoint database)
  PGUSER=$(<"$secret/username") PGPASSWORD=$(<"$secret/password")
  export PGHOST PGPORT PGDATABASE PGUSER PGPASSWORD
}

# The machine, for a table of figures.
machine() {
  echo "$(nproc) cores, $(awk '/^MemTotal/ {printf "%.0f GiB", $2 / 1048576}' /proc/meminfo), load average $(cut -d ' ' -f 1-3 /proc/loadavg)"
}

# The state of the source, for a page that outlives it.
version() { echo "$(git -C "$root" describe --always --dirty), $(date -u +%F)"; }
