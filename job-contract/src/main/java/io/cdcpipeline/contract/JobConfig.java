package io.cdcpipeline.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cdcpipeline.contract.types.TypePolicies;

/**
 * Everything the streaming job needs to know, as one JSON document. The operator writes it into a ConfigMap, the job
 * reads it from a file; neither knows more of the other. It holds no secret: Kafka properties refer to mounted files.
 *
 * @param pipeline the pipeline's identity, {@code namespace/name}: label of every metric
 * @param uid the resource's uid: marks the tables that this pipeline owns, so that two pipelines never share one
 * @param source where change events are read
 * @param database where tables themselves are read; null when they cannot be
 * @param lake where tables are written
 * @param tables what each table is in the lake; null for {@link TableSettings#DEFAULT}
 * @param repair what becomes of tables that lack something; null for {@link Repair#DEFAULT}
 * @param onDrop what becomes of tables that are dropped in the source; null for {@link OnDrop#KEEP}
 * @param points how often all tables are cut at one place; null for {@link Points#DEFAULT}
 * @param verify when tables are compared with the source by themselves; null for never
 * @param trigger how often, and how much at once
 * @param types what becomes of values that Delta has no one type for; null for {@link TypePolicies#DEFAULT}
 * @param status where progress can be read while the job runs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobConfig(
        String pipeline,
        String uid,
        KafkaSource source,
        SourceDatabase database,
        Lake lake,
        TypePolicies types,
        TableSettings tables,
        Repair repair,
        OnDrop onDrop,
        Points points,
        VerifyPolicy verify,
        Trigger trigger,
        StatusEndpoint status) {

    public TypePolicies policies() {
        return types == null ? TypePolicies.DEFAULT : types;
    }

    public TableSettings settings() {
        return tables == null ? TableSettings.DEFAULT : tables;
    }

    public Points pointPolicy() {
        return points == null ? Points.DEFAULT : points;
    }

    public Repair repairs() {
        return repair == null ? Repair.DEFAULT : repair;
    }
}
