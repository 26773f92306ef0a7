package io.cdcpipeline.plan;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.plan.apply.ApplyStage;
import io.cdcpipeline.plan.broker.BrokerStage;
import io.cdcpipeline.plan.broker.KafkaAccess;
import io.cdcpipeline.plan.capture.CaptureStage;
import io.cdcpipeline.plan.lab.LabResources;
import io.cdcpipeline.plan.source.Database;
import io.cdcpipeline.plan.source.SourceStage;
import java.util.List;

/**
 * From a pipeline to everything that it wants to exist. Pure: no client, no clock, no randomness, so that the operator,
 * {@code cdc render} and a run on one machine cannot disagree. The pipeline must have passed the CRD's validation.
 */
public final class Planner {

    private Planner() {}

    public static Plan plan(CdcPipeline pipeline, Settings settings) {
        Scope scope = new Scope(pipeline, settings, Names.of(pipeline));
        Database database = Database.of(scope);
        KafkaAccess kafka = KafkaAccess.of(scope);
        List<Stage> stages = List.of(
                SourceStage.of(scope),
                BrokerStage.of(scope),
                CaptureStage.of(scope, database, kafka),
                ApplyStage.of(scope, kafka));
        return new Plan(stages, LabResources.of(scope, database, kafka));
    }
}
