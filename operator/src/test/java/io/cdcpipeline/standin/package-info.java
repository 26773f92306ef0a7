/**
 * Stands in for Strimzi's cluster operator on a real node, in {@code k8s/e2e} only. Strimzi publishes its operator as a
 * container image and on no package registry, so a machine without a container registry cannot run it; its custom
 * resources, though, are public, and so is what it makes of them. This plays that part: it reads {@code Kafka},
 * {@code KafkaNodePool}, {@code KafkaConnect} and {@code KafkaConnector} (v1) as Strimzi 1.2.0 does, starts the same pods
 * under the same names, drives Connect's REST interface the same way and writes the same statuses. What it does not know
 * it refuses aloud, as Strimzi refuses an invalid resource.
 *
 * <p>It is deliberately independent of {@code io.cdcpipeline.plan}: it sees only what the API server stored. The resources
 * are made for Strimzi; none of them carries anything for this stand-in.
 *
 * <p>Every shape and message names the class of strimzi-kafka-operator 1.2.0 that it follows. Differences that remain: pods
 * come from StatefulSets instead of StrimziPodSets, listeners inside the pods are plain text, there are no certificates,
 * users, topics, network policies or service accounts.
 */
package io.cdcpipeline.standin;
