package io.cdcpipeline.cluster;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.PostgresqlTls;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.plan.source.Database;
import io.cdcpipeline.source.Login;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The login that a pipeline uses at its database. A user's Secret bears no label of ours, so it is not watched but read
 * each time: a corrected password is found by itself. The last complete one is kept, for a namespace that is deleted loses
 * its Secrets before the slot is dropped.
 */
public final class Credentials {

    private final KubernetesClient client;
    private final ResourceWatches watches;
    private final Clock clock;
    private final Map<ResourceID, Read> last = new ConcurrentHashMap<>();
    private final Map<ResourceID, Instant> changed = new ConcurrentHashMap<>();

    public Credentials(KubernetesClient client, ResourceWatches watches, Clock clock) {
        this.client = client;
        this.watches = watches;
        this.clock = clock;
    }

    /**
     * @param authority in PEM; null when the spec names none
     * @param missing what is not there and the way out; null when all is
     */
    public record Read(Login login, String authority, String missing) {}

    public Read of(CdcPipeline pipeline, Database database) {
        ResourceID id = ResourceID.fromResource(pipeline);
        Read read = read(pipeline, database);
        if (read.missing() == null) {
            Read before = last.put(id, read);
            if (before != null && !before.equals(read)) {
                changed.put(id, clock.instant());
            }
            return read;
        }
        return pipeline.isMarkedForDeletion() ? last.getOrDefault(id, read) : read;
    }

    /** When another login, or another authority, was seen for the first time; null where it has been the same. */
    public Instant changed(CdcPipeline pipeline) {
        return changed.get(ResourceID.fromResource(pipeline));
    }

    /** The password that such a Secret of ours holds now; empty when it is not there, or lacks it. */
    public Optional<String> generated(String namespace, String secret) {
        return watches.find(WatchedKind.SECRET, namespace, secret)
                .map(seen -> value(seen.texts("data"), "password"))
                .filter(password -> !password.isEmpty());
    }

    public void forget(CdcPipeline pipeline) {
        last.remove(ResourceID.fromResource(pipeline));
        changed.remove(ResourceID.fromResource(pipeline));
    }

    private Read read(CdcPipeline pipeline, Database database) {
        String namespace = pipeline.getMetadata().getNamespace();
        var named = database.credentials();
        Map<String, String> secret = secret(namespace, named.secret());
        String user = value(secret, named.usernameKey());
        String password = value(secret, named.passwordKey());
        if (user == null || password == null) {
            return missing("Secret " + named.secret() + " lacks " + named.usernameKey() + " or " + named.passwordKey()
                    + (pipeline.getSpec().source().kind().ownDatabase()
                            ? ": it is put back by itself"
                            : ": create it in namespace " + namespace));
        }
        String ca = database.tls().map(PostgresqlTls::caSecret).orElse(null);
        String authority = ca == null ? null : value(secret(namespace, ca), "ca.crt");
        return ca != null && authority == null
                ? missing("Secret " + ca + " lacks ca.crt: create it in namespace " + namespace)
                : new Read(new Login(user, password), authority, null);
    }

    /** Empty when there is no such Secret. */
    private Map<String, String> secret(String namespace, String name) {
        Optional<ObservedResource> watched = watches.find(WatchedKind.SECRET, namespace, name);
        if (watched.isPresent()) {
            return watched.get().texts("data");
        }
        Secret secret = client.secrets().inNamespace(namespace).withName(name).get();
        return secret == null || secret.getData() == null ? Map.of() : secret.getData();
    }

    private static Read missing(String message) {
        return new Read(null, null, message);
    }

    private static String value(Map<String, String> secret, String key) {
        String encoded = secret.get(key);
        return encoded == null ? null : new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }
}
