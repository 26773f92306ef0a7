#!/usr/bin/env bash
# The command line of CdcPipeline; `./cdc --help` lists its verbs. Builds first where that is needed, and is offline afterwards.
# As the first argument, --yes lets it install a missing JDK or Maven; see .mvn/bootstrap.sh.
set -u
root=$(cd "$(dirname "$(readlink -f "$0")")" && pwd -P)
. "$root/.mvn/bootstrap.sh"
[ "$install_unasked" = yes ] && shift

target=$root/local/target
stamp=$target/cdc.stamp
modules=(job-contract connect-events connect connect-mariadb operator streaming-job local)

# Every jar that a class path names is there: false after a move of the folder or a purge of Maven's cache, too.
class_path_complete() {
  local jar IFS=:
  [ -r "$1" ] || return 1
  set -f
  for jar in $(<"$1"); do
    [ -e "$jar" ] || return 1
  done
  set +f
}

# Nothing that goes into the jars changed after the last build; a deleted file changes its folder.
up_to_date() {
  local module sources=("$root/pom.xml" "$root/crds")
  [ -e "$stamp" ] || return 1
  class_path_complete "$target/cli.classpath" && class_path_complete "$root/streaming-job/target/job.classpath" || return 1
  [ -e "$target/local.jar" ] && [ -e "$root/streaming-job/target/streaming-job.jar" ] || return 1
  for module in "${modules[@]}"; do
    sources+=("$root/$module/pom.xml" "$root/$module/src/main")
  done
  [ -z "$(find "${sources[@]}" -newer "$stamp" 2>/dev/null)" ]
}

# Shows how far the build with process id $1 and log $2 is, until it ends: a line that renews itself, or a line a module.
show_progress() {
  local module="" seen=""
  while kill -0 "$1" 2>/dev/null; do
    module=$(sed -n 's/^.*Building CdcPipeline :: \(.*\) [0-9][^ ]* *\[\(.*\)\].*$/\1 (\2)/p' "$2" | tail -n 1)
    if [ -t 2 ]; then
      printf '\r\033[KBuilding %s, %d s' "${module:-...}" "$SECONDS" >&2
    elif [ "$module" != "$seen" ]; then
      say "Building $module"
      seen=$module
    fi
    sleep 0.5
  done
  [ -t 2 ] && printf '\r\033[K' >&2
}

build() {
  local log=$root/target/cdc-build.log skip=(-DskipTests -Dspotless.check.skip -Dcheckstyle.skip -Denforcer.skip)
  [ -w "$root" ] || die "$root must be built, and $(id -un) may not write there: run ./cdc --help once as its owner."
  require jdk maven
  mkdir -p "$target" "$root/target" || die "Cannot write to $root; see the line above."
  # A pipeline that runs keeps the jars that it has open; written over, they would break it.
  rm -f "$root"/*/target/*.jar
  # What changes while the build runs belongs to the next one.
  touch "$stamp.new"
  SECONDS=0
  [ -e "$stamp" ] || say "Building CdcPipeline; the first time, Maven downloads what it needs, which takes minutes."
  (cd "$root" && exec ./mvnw --batch-mode "${skip[@]}" --projects "$(IFS=, && echo "${modules[*]}")" package) >"$log" 2>&1 &
  maven=$!
  trap 'kill "$maven"; exit 130' INT TERM
  show_progress "$maven" "$log"
  if ! wait "$maven"; then
    grep '^\[ERROR\]' "$log" | head -n 20 >&2
    die "The build failed; all of it is in $log"
  fi
  trap - INT TERM
  archive_classes
  mv "$stamp.new" "$stamp"
  say "Built in $SECONDS s."
}

java_command() {
  java=("$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Xlog:disable -Xlog:all=error:stderr
    "$@" -cp "$target/local.jar:$(<"$target/cli.classpath")" "-Dcdc.home=$root" io.cdcpipeline.cli.Main)
}

# Class-data sharing halves the start of the command line. A JVM that the archive does not fit ignores it.
archive_classes() {
  java_command "-XX:ArchiveClassesAtExit=$target/cdc.jsa"
  "${java[@]}" render "$root/k8s/samples/inventory.yaml" >/dev/null 2>&1
  return 0
}

case $root in *:*) die "Java cannot run from a folder with a colon in its name: $root" ;; esac
built=()
if ! up_to_date; then
  if command -v flock >/dev/null && mkdir -p "$target" 2>/dev/null && exec 9>"$target/cdc.lock"; then
    flock 9 # two at once: the second waits, then finds everything built
  fi
  up_to_date || { build && built=(-Dcdc.built=true); } # so that a demo leaves the build out of its times
  exec 9>&-
fi
find_jdk || require jdk
java_command "-XX:SharedArchiveFile=$target/cdc.jsa" ${built[@]+"${built[@]}"}
exec "${java[@]}" "$@"
