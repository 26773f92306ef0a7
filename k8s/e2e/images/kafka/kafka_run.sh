#!/usr/bin/env bash
# A broker: formats an empty volume, then runs on the configuration of its own number.
set -euo pipefail
config=/opt/kafka/custom-config
server=$config/server-${HOSTNAME##*-}.properties
# shellcheck disable=SC2206 # a list of options
java=(java ${KAFKA_HEAP_OPTS:-} -Dlog4j2.configurationFile=/opt/kafka/config/log4j2.properties -cp '/opt/kafka/libs/*')
"${java[@]}" kafka.tools.StorageTool format --ignore-formatted --cluster-id "$(<"$config/cluster.id")" --config "$server"
exec tini -w -e 143 -- "${java[@]}" kafka.Kafka "$server"
