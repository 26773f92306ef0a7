package io.cdcpipeline.cluster;

import io.cdcpipeline.observe.StageCondition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Objects;
import java.util.Optional;

/** What a user reads when the API server does not take a resource. */
final class Refused {

    private Refused() {}

    /** Empty for what a retry mends by itself (a conflict, a server that is busy): the caller throws on. */
    static Optional<StageCondition> condition(HasMetadata resource, KubernetesClientException e) {
        String what = resource.getKind() + " " + resource.getMetadata().getName();
        return switch (e.getCode()) {
            case 404 -> Optional.of(missing(resource));
            case 403 ->
                Optional.of(new StageCondition.Failed(
                        "Forbidden",
                        what + ": " + server(e) + "; check the operator's role, quotas and admission policies"));
            case 400, 422 -> Optional.of(new StageCondition.Failed("Rejected", what + " is refused: " + server(e)));
            default -> Optional.empty();
        };
    }

    static StageCondition missing(HasMetadata resource) {
        String provider = WatchedKind.of(resource).provider().orElse("it");
        return new StageCondition.Failed(
                "KindMissing",
                "The cluster has no " + resource.getKind() + " of " + resource.getApiVersion() + ": install "
                        + provider);
    }

    static StageCondition nameTaken(HasMetadata resource) {
        return new StageCondition.Failed(
                "NameTaken",
                resource.getKind() + " " + resource.getMetadata().getName()
                        + " exists and is not this pipeline's: remove it, or give the pipeline another name");
    }

    private static String server(KubernetesClientException e) {
        String message = e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage();
        return Objects.requireNonNullElse(message, "HTTP " + e.getCode()).strip();
    }
}
