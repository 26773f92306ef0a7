package io.cdcpipeline.cluster;

import io.cdcpipeline.observe.StageCondition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a user reads when the API server does not take a resource. Others have a say in that: webhooks, quotas, policies.
 * Each is let speak in its own words, for nobody else knows what it wants.
 */
final class Refused {

    /** A webhook sets the status code itself, so only the words tell whose the refusal is. */
    private static final Pattern DENIED = Pattern.compile("(admission webhook|ValidatingAdmissionPolicy) .* denied ");

    private static final Pattern NO_WEBHOOK = Pattern.compile("failed calling webhook");
    private static final Pattern QUOTA = Pattern.compile("(exceeded quota|failed quota|status unknown for quota): ");

    private Refused() {}

    /**
     * @throws KubernetesClientException the same, where no answer came: then nothing can be told either
     */
    static StageCondition condition(HasMetadata resource, KubernetesClientException e) {
        if (ServerWords.silent(e)) {
            throw e;
        }
        String what = resource.getKind() + " " + resource.getMetadata().getName();
        String said = ServerWords.of(e);
        if (DENIED.matcher(said).find()) {
            return failed("AdmissionDenied", what, said, "change the manifest, or ask who runs that policy");
        }
        if (NO_WEBHOOK.matcher(said).find()) {
            return failed(
                    "WebhookUnreachable",
                    what,
                    said,
                    "bring back what serves this webhook, or remove its configuration; tried again by itself");
        }
        return byCode(resource, what, said, e);
    }

    private static StageCondition byCode(HasMetadata resource, String what, String said, KubernetesClientException e) {
        return switch (e.getCode()) {
            case 404 -> notFound(resource, what, said);
            case 403 -> forbidden(what, said, e);
            case 400, 422 -> new StageCondition.Failed("Rejected", what + " is refused: " + said);
            default ->
                new StageCondition.Waiting(
                        "NotApplied", what + " is not applied yet: " + said + "; tried again by itself");
        };
    }

    private static StageCondition forbidden(String what, String said, KubernetesClientException e) {
        if (causes(e).stream().anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason()))) {
            return new StageCondition.Waiting(
                    "NamespaceTerminating", what + " is not made: the namespace is being deleted");
        }
        return QUOTA.matcher(said).find()
                ? failed("QuotaExceeded", what, said, "raise the quota or free some of it; tried again by itself")
                : failed("Forbidden", what, said, "check the operator's role and the cluster's admission policies");
    }

    /** A namespace that is gone is a 404 as well as a kind that never was there. */
    private static StageCondition notFound(HasMetadata resource, String what, String said) {
        return WatchedKind.of(resource).provider().isPresent()
                ? missing(resource)
                : new StageCondition.Failed("Rejected", what + " is refused: " + said);
    }

    private static List<StatusCause> causes(KubernetesClientException e) {
        return e.getStatus() == null
                        || e.getStatus().getDetails() == null
                        || e.getStatus().getDetails().getCauses() == null
                ? List.of()
                : e.getStatus().getDetails().getCauses();
    }

    private static StageCondition failed(String reason, String what, String said, String remedy) {
        return new StageCondition.Failed(reason, what + ": " + said + "; " + remedy);
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
}
