package io.cdcpipeline.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.stream.Stream;

/** Everything that a pipeline wants, stage by stage. One truth for the operator, {@code cdc render} and this machine. */
public record Plan(List<Stage> stages) {

    public Stage stage(StageName name) {
        return stages.stream().filter(s -> s.name() == name).findFirst().orElseThrow();
    }

    public Stream<HasMetadata> resources() {
        return stages.stream().flatMap(s -> s.resources().stream());
    }
}
