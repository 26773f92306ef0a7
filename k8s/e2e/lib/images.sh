# The product's images, built from its own Dockerfiles; each FROM is answered by a local image of that name.
# shellcheck shell=bash
: "${root:?}" "${here:?}" "${cluster:?}" "${version:?}"

mvn=${MVN:-$root/mvnw}

# Quiet unless it fails.
image() { "$cluster/image.sh" "$@" >"$root/target/e2e-image.log" 2>&1 </dev/null || { cat "$root/target/e2e-image.log" >&2; fail "image.sh $*"; }; }

base_images() {
  local from
  "$cluster/strimzi/images.sh" >/dev/null
  while read -r from; do
    case $from in
      *strimzi/kafka:*) ;;
      *spark:*) image bud "$from" "$here/images/spark" --layers ;; # the lab's layers are kept on it
      *temurin:17* | *jre:17* | *jdk:17*) image tag localhost/jre:17 "$from" ;;
      *) fail "No local image for FROM $from" ;;
    esac
  done < <(sed -n 's/^FROM \([^ ]*\).*/\1/p' "$root"/k8s/images/*/Dockerfile | sort -u)
  image tag localhost/postgres:17 docker.io/library/postgres:17
  image load docker.io/library/postgres:17
}

product_images() {
  (cd "$root" && MVN=$mvn k8s/images/stage)
  local name
  for name in operator job connect; do product_image "$name"; done
  # It downloads: over the way, and by the authorities, that this machine trusts; what it downloads depends on nothing but
  # its requirements, so that layers are kept.
  product_image lab --layers -v /etc/ssl/certs/ca-certificates.crt:/etc/ssl/certs/ca-certificates.crt:ro
}

# product_image NAME [OPTION...]
product_image() {
  local name=$1
  shift
  image bud "docker.io/cdcpipeline/$name:$version" "$root/target/images/$name" -f "$root/k8s/images/$name/Dockerfile" "$@"
}
