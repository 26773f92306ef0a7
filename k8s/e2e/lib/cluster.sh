# The one-node cluster, and what a user would have installed on it.
# shellcheck shell=bash
: "${root:?}" "${namespaces:?}" "${operator_namespace:?}" "${operator_deployment:?}"

cluster=${CDC_CLUSTER_DIR_SCRIPTS:-$root/../shared/cluster}
[ -r "$cluster/env.sh" ] || fail "No cluster scripts in $cluster; set CDC_CLUSTER_DIR_SCRIPTS to the folder that has up.sh"
# shellcheck source=/dev/null
. "$cluster/env.sh"

# fabric8 takes an unnamed private key for RSA; the cluster's are EC.
export KUBERNETES_CERTS_CLIENT_KEY_ALGO=EC

prepare_node() {
  if ! command -v buildah >/dev/null || ! command -v containerd >/dev/null; then "$cluster/install.sh" >/dev/null; fi
  [ -x /bin/busybox ] || apt-get install -y -q --no-install-recommends busybox-static >/dev/null
  "$cluster/build.sh"
  local missing=()
  for image in busybox:1 pause:1 coredns:1 local-path-provisioner:1 postgres:17 spark:3.5.7 spark-operator:2.5.0; do
    [ -e "$CLUSTER_DIR/images/${image/:/-}.tar" ] || missing+=("${image%:*}")
  done
  if [ ${#missing[@]} -gt 0 ]; then "$cluster/images.sh" base "${missing[@]}"; fi
}

cluster_up() {
  "$cluster/up.sh" >/dev/null
  # kubelet throws images away when the disk is nearly full, and no registry brings them back.
  for image in pause:1 spark:3.5.7 postgres:17; do
    if ! ctr8 images ls -q | grep -qx "localhost/$image"; then
      rm -f "$CLUSTER_DIR"/images/*.loaded
      "$cluster/load.sh"
      break
    fi
  done
}

install_third_parties() {
  for ns in "${namespaces[@]}"; do
    kubectl create namespace "$ns" --dry-run=client -o yaml | kubectl apply -f - >/dev/null
    kubectl label --overwrite namespace "$ns" pod-security.kubernetes.io/enforce=restricted >/dev/null
  done
  "$cluster/strimzi/install.sh" "${namespaces[@]}" >/dev/null
  JOB_NAMESPACES=$(IFS=,; echo "${namespaces[*]}") "$cluster/spark.sh" >/dev/null
}

install_operator() {
  kubectl apply --server-side -k "$root/k8s" >/dev/null
  kubectl -n "$operator_namespace" rollout status deployment/"$operator_deployment" --timeout "$((180 * ${PATIENCE:-1}))s" >/dev/null
}

cluster_down() {
  if [ -n "${KEEP:-}" ]; then
    say "the cluster stays, as KEEP says; end it with down.sh --wipe"
  else
    "$cluster/down.sh" --wipe >/dev/null 2>&1 || true
  fi
}

# What each pod of a namespace uses: working set and peak, from its cgroup.
memory() {
  local ns pod uid group usage inactive peak
  for ns in "$@"; do
    kubectl -n "$ns" get pods --no-headers -o custom-columns=N:.metadata.name,U:.metadata.uid |
      while read -r pod uid; do
        group=$(find /sys/fs/cgroup/memory -maxdepth 4 -type d -name "*pod$uid" 2>/dev/null | head -1)
        [ -n "$group" ] || continue
        usage=$(<"$group/memory.usage_in_bytes")
        inactive=$(awk '$1 == "total_inactive_file" {print $2}' "$group/memory.stat")
        peak=$(<"$group/memory.max_usage_in_bytes")
        printf '%6d MiB now, %6d MiB at most  %s/%s\n' $(((usage - inactive) >> 20)) $((peak >> 20)) "$ns" "$pod"
      done
  done
}
