# The product's images, built from its own Dockerfiles; each FROM is answered by a local image of that name.
# shellcheck shell=bash
: "${root:?}" "${here:?}" "${cluster:?}" "${mvn:?}" "${version:?}"

# Quiet unless it fails.
image() { "$cluster/image.sh" "$@" >"$root/target/e2e-image.log" 2>&1 </dev/null || { cat "$root/target/e2e-image.log" >&2; fail "image.sh $*"; }; }

base_images() {
  local kafka=$root/target/e2e-kafka from
  rm -rf "$kafka"
  cp -r "$here/images/kafka" "$kafka"
  "$mvn" -q -B -f "$here/images/kafka/pom.xml" dependency:copy-dependencies -DincludeScope=runtime "-DoutputDirectory=$kafka/libs"
  while read -r from; do
    case $from in
      *strimzi/kafka:*) image bud "$from" "$kafka" ;;
      *spark:*) image bud "$from" "$here/images/spark" ;;
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
  for name in operator job connect; do
    image bud "docker.io/cdcpipeline/$name:$version" "$root/target/images/$name" -f "$root/k8s/images/$name/Dockerfile"
  done
}
