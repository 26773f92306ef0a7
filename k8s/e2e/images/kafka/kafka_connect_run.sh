#!/usr/bin/env bash
# A Connect worker, known to the others by the name that the headless Service gives it.
set -euo pipefail
ADVERTISED_HOSTNAME=$(hostname -f | cut -d . -f 1-4)
export ADVERTISED_HOSTNAME
# shellcheck disable=SC2086 # a list of options
exec tini -w -e 143 -- java ${KAFKA_HEAP_OPTS:-} -Dlog4j2.configurationFile=/opt/kafka/config/log4j2.properties \
  -cp '/opt/kafka/libs/*' org.apache.kafka.connect.cli.ConnectDistributed /opt/kafka/custom-config/kafka-connect.properties
