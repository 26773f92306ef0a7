# shellcheck shell=bash
# Finds what the build needs, a JDK 17 or 21 and a Maven, or has this system's package manager install them.
# Sourced by ./mvnw and ./cdc. All messages go to stderr: stdout belongs to the command that runs afterwards.
# Written for bash 3.2, which is what macOS has.

# Spark 3.5 does not run on later releases; 17 is what the tests ran on most.
jdk_releases="17 21"
maven_at_least="3.6.3"

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$*"
  exit 3
}

# Prints the release (17, 21, ...) of the JDK in folder $1. A JRE is not a JDK: it has no javac.
jdk_release() {
  [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  local line version=
  if [ -r "$1/release" ]; then
    while IFS= read -r line; do
      case $line in JAVA_VERSION=*) version=$line ;; esac
    done <"$1/release"
  else
    version=$("$1/bin/java" -version 2>&1)
  fi
  version=${version#*\"} # JAVA_VERSION="17.0.15", or: openjdk version "17.0.15" 2025-04-15
  printf '%s' "${version%%[!0-9]*}"
}

# Prints the home of the javac in PATH, also where that is a link or the shim of a version manager.
jdk_in_path() {
  local javac home
  javac=$(command -v javac) || return 1
  home=$(readlink -f "$javac") && home=${home%/bin/javac}
  if [ ! -r "$home/release" ]; then
    home=$("$javac" -J-XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
  fi
  printf '%s' "$home"
}

# Sets and exports JAVA_HOME: the one that is set already, PATH's, then the folders where systems put JDKs.
find_jdk() {
  local wanted home usual
  usual=(
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.jdks/* "$HOME"/.sdkman/candidates/java/*
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home
    /opt/homebrew/opt/openjdk@*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk@*/libexec/openjdk.jdk/Contents/Home
    /home/linuxbrew/.linuxbrew/opt/openjdk@*/libexec
  )
  for home in "${JAVA_HOME:-}" "$(jdk_in_path)"; do
    for wanted in $jdk_releases; do
      [ "$(jdk_release "$home")" = "$wanted" ] && export JAVA_HOME=$home && return
    done
  done
  for wanted in $jdk_releases; do
    for home in "${usual[@]}"; do
      [ "$(jdk_release "$home")" = "$wanted" ] && export JAVA_HOME=$home && return
    done
  done
  return 1
}

# True where version $1 (3.9.9, 4.0.0) is $2 or later.
version_at_least() {
  local have want i
  IFS=. read -r -a have <<<"$1"
  IFS=. read -r -a want <<<"$2"
  for i in 0 1 2; do
    [ "${have[i]:-0}" -gt "${want[i]:-0}" ] && return 0
    [ "${have[i]:-0}" -lt "${want[i]:-0}" ] && return 1
  done
  return 0
}

# Sets maven to the program: PATH's, then MAVEN_HOME's.
find_maven() {
  local found
  for maven in "$(command -v mvn)" "${MAVEN_HOME:-}/bin/mvn"; do
    [ -x "$maven" ] || continue
    found=$("$maven" -B -v 2>/dev/null | sed -n 's/^.*Apache Maven \([0-9.]*[0-9]\).*$/\1/p')
    [ -n "$found" ] && version_at_least "$found" "$maven_at_least" && return
  done
  return 1
}

# Prints one field of /etc/os-release.
os_release() {
  # shellcheck disable=SC1091
  [ -r /etc/os-release ] && (. /etc/os-release && eval "printf '%s' \"\${$1:-}\"")
}

# Prints the JDK's package for package manager $1: 17, or 21 where the system has no 17 any more.
jdk_package() {
  local major release
  for release in $jdk_releases; do
    [ "$1" = apt ] && apt-cache show "openjdk-$release-jdk-headless" >/dev/null 2>&1 && echo "openjdk-$release-jdk-headless" && return
  done
  # Before the first apt-get update there is no list to look it up in.
  major=$(os_release VERSION_ID)
  major=${major%%.*}
  case $1:$(os_release ID):$major in
    apt:debian:1[3-9] | apt:debian:) echo openjdk-21-jdk-headless ;;
    apt:ubuntu:2[6-9]) echo openjdk-21-jdk-headless ;;
    apt:*) echo openjdk-17-jdk-headless ;;
    dnf:fedora:4[2-9] | dnf:*:10) echo java-21-openjdk-devel ;;
    dnf:*) echo java-17-openjdk-devel ;;
    brew:*) echo openjdk@17 ;;
  esac
}

package_manager() {
  local name
  for name in apt-get dnf brew; do
    command -v "$name" >/dev/null && printf '%s' "${name%-get}" && return
  done
  return 1
}

# Prints the one command with which package manager $1 installs the packages $2...
install_command() {
  local manager=$1 sudo="sudo "
  shift
  [ "$(id -u)" -eq 0 ] && sudo=
  case $manager in
    apt) echo "${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends $*" ;;
    dnf) echo "${sudo}dnf install -y $*" ;;
    brew) echo "brew install $*" ;;
  esac
}

on_terminal() { [ -t 0 ] || [ -t 2 ]; }

# Whether to install without having been asked: a CI machine, or root where nobody can answer.
unattended() {
  [ "${CI:-}" = true ] || { [ "$(id -u)" -eq 0 ] && ! on_terminal; }
}

# Names the command that installs the packages, or runs it where that is wanted.
install_packages() {
  local manager command
  manager=$(package_manager) || die "No apt, dnf or brew is here to install it: do it by hand, then set JAVA_HOME and MAVEN_HOME."
  command=$(install_command "$manager" "$@")
  case $command in
    *sudo*) command -v sudo >/dev/null || die "There is no sudo here; as root, run:  ${command//sudo /}" ;;
  esac
  if [ "$install_unasked" != yes ] && ! unattended; then
    die "Install it with:  $command
or let this script do that:  $0 --yes ..."
  fi
  say "Running: $command"
  # Nobody is there to type a password: rather fail at once than wait for one.
  on_terminal || command=${command//sudo /sudo -n }
  # A fresh cloud machine holds apt's lock for a while; its questions must not wait for an answer.
  command=${command//apt-get /env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 }
  bash -c "$command" </dev/null >&2 || die "That failed; run it yourself, then try again."
  hash -r
}

# Looks for what the arguments name (jdk, maven), installs what is missing, and ends the script where that cannot be had.
require() {
  local what missing="" packages=()
  for what in "$@"; do
    "find_$what" && continue
    case $what in
      jdk) missing="a JDK ${jdk_releases/ / or } (with javac)" packages+=("$(jdk_package "$(package_manager)")") ;;
      maven) missing="${missing:+$missing and }Maven $maven_at_least or later" packages+=(maven) ;;
    esac
  done
  [ -z "$missing" ] && return
  say "This needs $missing; this machine has none that was found."
  install_packages "${packages[@]}"
  for what in "$@"; do
    "find_$what" || die "It was installed, and there is still no $what of a release that fits: set JAVA_HOME or MAVEN_HOME to one."
  done
}

# --yes as the first argument is this script's own; the caller shifts it away.
install_unasked=no
[ "${1:-}" = --yes ] && install_unasked=yes
