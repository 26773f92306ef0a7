package io.cdcpipeline.observe;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/**
 * What Helm, Flux and kpt make of a status: kstatus' rules for a kind that they do not know, in their order
 * (sigs.k8s.io/cli-utils, pkg/kstatus/status).
 */
public enum Kstatus {
    IN_PROGRESS("InProgress"),
    FAILED("Failed"),
    CURRENT("Current");

    private final String text;

    Kstatus(String text) {
        this.text = text;
    }

    /** As kstatus writes it. */
    String text() {
        return text;
    }

    /**
     * @param generation of the object's spec
     * @param observedGeneration of its status; null where that is missing
     * @param conditions null for none
     */
    public static Kstatus of(long generation, Long observedGeneration, List<Condition> conditions) {
        if (observedGeneration != null && observedGeneration != generation) {
            return IN_PROGRESS;
        }
        if (is("Reconciling", "True", conditions)) {
            return IN_PROGRESS;
        }
        if (is("Stalled", "True", conditions)) {
            return FAILED;
        }
        return is("Ready", "False", conditions) || is("Ready", "Unknown", conditions) ? IN_PROGRESS : CURRENT;
    }

    private static boolean is(String type, String status, List<Condition> conditions) {
        return Conditions.find(conditions, type)
                .filter(condition -> status.equals(condition.getStatus()))
                .isPresent();
    }
}
