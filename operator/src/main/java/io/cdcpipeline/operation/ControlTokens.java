package io.cdcpipeline.operation;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.contract.StatusEndpoint;
import io.cdcpipeline.plan.Names;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What jobs want to be shown: the tokens in their pipelines' own Secrets, each read once until the job refuses it. */
final class ControlTokens {

    private final KubernetesClient client;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    ControlTokens(KubernetesClient client) {
        this.client = client;
    }

    /** Empty while there is no such Secret. */
    Optional<String> of(CdcPipeline pipeline) {
        return Optional.ofNullable(known.computeIfAbsent(pipeline.getMetadata().getUid(), uid -> read(pipeline)));
    }

    void forget(CdcPipeline pipeline) {
        known.remove(pipeline.getMetadata().getUid());
    }

    private String read(CdcPipeline pipeline) {
        Names names = Names.of(pipeline);
        Secret secret = client.secrets()
                .inNamespace(names.namespace())
                .withName(names.apply())
                .get();
        String encoded = secret == null || secret.getData() == null
                ? null
                : secret.getData().get(StatusEndpoint.TOKEN);
        return encoded == null ? null : new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }
}
