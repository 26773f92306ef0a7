package io.cdcpipeline.operation;

import io.cdcpipeline.api.CdcOperation;
import io.cdcpipeline.api.CdcPipeline;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pipelines that operations are about; a change of one has its open operations looked at. */
record Pipelines(InformerEventSource<CdcPipeline, CdcOperation> source, IndexedResourceCache<CdcOperation> operations) {

    static Pipelines of(EventSourceContext<CdcOperation> context) {
        IndexedResourceCache<CdcOperation> operations = context.getPrimaryCache();
        var configuration = InformerEventSourceConfiguration.from(CdcPipeline.class, CdcOperation.class)
                .withName("pipelines")
                .withSecondaryToPrimaryMapper(pipeline -> open(operations, pipeline))
                .withPrimaryToSecondaryMapper(operation -> Set.of(id((CdcOperation) operation)))
                .withNamespacesInheritedFromController()
                .build();
        return new Pipelines(new InformerEventSource<>(configuration, context), operations);
    }

    private static Set<ResourceID> open(IndexedResourceCache<CdcOperation> operations, CdcPipeline pipeline) {
        return operations
                .list(
                        pipeline.getMetadata().getNamespace(),
                        o -> o.getSpec()
                                        .pipeline()
                                        .equals(pipeline.getMetadata().getName())
                                && !OperationStatuses.hasEnded(o))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    private static ResourceID id(CdcOperation operation) {
        return new ResourceID(
                operation.getSpec().pipeline(), operation.getMetadata().getNamespace());
    }

    /** Empty for one that is not there, or about to go. */
    Optional<CdcPipeline> of(CdcOperation operation) {
        return source.get(id(operation)).filter(pipeline -> !pipeline.isMarkedForDeletion());
    }

    /** All operations of the namespace. */
    Stream<CdcOperation> beside(CdcOperation operation) {
        return operations.list(operation.getMetadata().getNamespace(), other -> true);
    }
}
