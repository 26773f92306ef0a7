package io.cdcpipeline.manifest;

import io.cdcpipeline.api.CdcPipeline;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A file with one pipeline and the ConfigMaps and Secrets that it names, for where there is no cluster that has them.
 * What it holds is valid in itself; {@link #missing()} says what it lacks.
 */
public record Manifest(CdcPipeline pipeline, List<ConfigMap> configMaps, List<Secret> secrets) {

    public Manifest {
        configMaps = List.copyOf(configMaps);
        secrets = List.copyOf(secrets);
    }

    /** The ConfigMap of that name in the pipeline's namespace. */
    public Optional<ConfigMap> configMap(String name) {
        return named(configMaps, name);
    }

    /** The Secret of that name in the pipeline's namespace; its values may stand in {@code data} and {@code stringData}. */
    public Optional<Secret> secret(String name) {
        return named(secrets, name);
    }

    /** What the pipeline names and the file does not hold: a cluster may have it, this machine has not. */
    public List<Problem> missing() {
        return Reference.in(pipeline.getSpec())
                .flatMap(reference -> reference.missingIn(this).stream())
                .toList();
    }

    private <T extends HasMetadata> Optional<T> named(List<T> resources, String name) {
        return resources.stream()
                .filter(resource -> resource.getMetadata().getName().equals(name))
                .filter(resource -> namespace(resource).equals(namespace(pipeline)))
                .findFirst();
    }

    private static String namespace(HasMetadata resource) {
        return Objects.requireNonNullElse(resource.getMetadata().getNamespace(), "default");
    }
}
