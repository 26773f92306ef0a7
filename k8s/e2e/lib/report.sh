# Steps with their times, waits with deadlines, and checks that fail aloud.
# shellcheck shell=bash

timings=()
started=$SECONDS

say() { printf '%5ds  %s\n' $((SECONDS - started)) "$*"; }

fail() {
  printf '\nFAILED after %ds: %s\n' $((SECONDS - started)) "$*" >&2
  exit 1
}

# step TITLE COMMAND...
step() {
  local title=$1 since=$SECONDS
  shift
  say "$title"
  "$@"
  note "$title" $((SECONDS - since))
}

# note WHAT SECONDS: for the summary
note() { timings+=("$(printf '%6ss  %s' "$2" "$1")"); }

# deadline SECONDS: the moment when they are over; PATIENCE stretches them on a machine that is busy with other things
deadline() { echo $((SECONDS + $1 * ${PATIENCE:-1})); }

# await SECONDS WHAT COMMAND...: until the command succeeds
await() {
  local end what=$2
  end=$(deadline "$1")
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || fail "$what: not so in time ($*)"
    sleep 0.5
  done
}

# check WHAT COMMAND...: it must succeed now
check() {
  local what=$1
  shift
  "$@" || fail "$what"
  say "  ok: $what"
}

summary() {
  printf '\nWhat each step took\n'
  printf '%s\n' "${timings[@]}"
}
