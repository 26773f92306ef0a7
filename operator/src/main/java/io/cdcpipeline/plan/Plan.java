package io.cdcpipeline.plan;

import io.cdcpipeline.api.LabStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that a pipeline wants, stage by stage. One truth for the operator, {@code cdc render} and this machine. */
public record Plan(List<Stage> stages, Optional<Lab> lab) {

    /**
     * JupyterLab beside the pipeline: no stage, for nothing waits for it.
     *
     * @param generated Secrets whose values the caller draws once
     * @param resources in the order in which they are applied
     * @param access how it is reached
     */
    public record Lab(List<GeneratedSecret> generated, List<HasMetadata> resources, LabStatus access) {}

    public Stage stage(StageName name) {
        return stages.stream().filter(s -> s.name() == name).findFirst().orElseThrow();
    }

    /** Those of the pipeline itself. */
    public Stream<HasMetadata> staged() {
        return stages.stream().flatMap(s -> s.resources().stream());
    }

    /** All of them. */
    public Stream<HasMetadata> resources() {
        return Stream.concat(staged(), lab.stream().flatMap(l -> l.resources().stream()));
    }
}
