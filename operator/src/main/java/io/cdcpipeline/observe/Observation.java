package io.cdcpipeline.observe;

import io.cdcpipeline.source.SourceSight;
import java.util.Map;

/**
 * Everything that one pass over a pipeline saw.
 *
 * @param standings what is missing was not looked at: its condition stays as it was
 * @param applicationId Spark's id of the running job; empty when there is none
 */
public record Observation(
        Map<ConditionType, Standing> standings,
        SourceSight source,
        ConnectorSight connector,
        JobSight job,
        String applicationId) {}
