package io.cdcpipeline.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The part that all statuses share, as {@code StatusUtils.setStatusConditionAndObservedGeneration} writes it: exactly one of
 * {@code Ready} and {@code NotReady}, always with status "True"; the reason is the exception's class.
 */
final class Status {
    private Status() {}

    static ObjectNode ready(StrimziResource resource) {
        return withCondition(resource, StrimziResource.JSON.createObjectNode().put("type", "Ready"));
    }

    static ObjectNode notReady(StrimziResource resource, String reason, String message) {
        return withCondition(
                resource,
                StrimziResource.JSON
                        .createObjectNode()
                        .put("type", "NotReady")
                        .put("reason", reason)
                        .put("message", message));
    }

    static ObjectNode notReady(StrimziResource resource, RuntimeException problem) {
        return notReady(resource, problem.getClass().getSimpleName(), problem.getMessage());
    }

    /** {@code KafkaAssemblyOperator.initialStatus}: the one status without an observedGeneration. */
    static ObjectNode creating(StrimziResource kafka) {
        ObjectNode status = notReady(kafka, "Creating", "Kafka cluster is being deployed");
        status.remove("observedGeneration");
        return status;
    }

    private static ObjectNode withCondition(StrimziResource resource, ObjectNode condition) {
        condition.put("status", "True");
        condition.put(
                "lastTransitionTime",
                Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        ObjectNode status = StrimziResource.JSON.createObjectNode();
        status.putArray("conditions").add(condition);
        return status.put("observedGeneration", resource.generation());
    }
}
