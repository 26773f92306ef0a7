package io.cdcpipeline.observe;

import io.cdcpipeline.api.LabStatus;
import io.cdcpipeline.source.ObservedSource;
import java.util.Map;

/**
 * Everything that one pass over a pipeline saw.
 *
 * @param conditions what is missing was not looked at: its condition stays as it was
 * @param lab how it is reached; null where none is wanted
 * @param applicationId Spark's id of the running job; empty when there is none
 */
public record Observation(
        Map<ConditionType, StageCondition> conditions,
        ObservedSource source,
        ObservedConnector connector,
        ObservedJob job,
        String applicationId,
        LabStatus lab) {}
