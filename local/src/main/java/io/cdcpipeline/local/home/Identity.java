package io.cdcpipeline.local.home;

import io.cdcpipeline.local.LocalException;
import java.util.UUID;

/**
 * What an API server would give a pipeline: drawn once, kept with its data.
 *
 * @param uid names of slot, topics and checkpoint are derived from it
 * @param clusterId of the pipeline's Kafka
 */
public record Identity(String namespace, String name, String database, String uid, String clusterId) {

    /**
     * The identity of the pipeline in this folder; a new one for a new folder.
     *
     * @throws LocalException when the folder belongs to another pipeline, whose data would be taken for this one's
     */
    public static Identity in(PipelineHome home, String namespace, String name, String database) {
        Identity kept = JsonFile.read(home.identity(), Identity.class).orElseGet(() -> {
            Identity drawn =
                    new Identity(namespace, name, database, UUID.randomUUID().toString(), kafkaClusterId());
            JsonFile.write(home.identity(), drawn);
            return drawn;
        });
        if (!kept.name.equals(name) || !kept.namespace.equals(namespace) || !kept.database.equals(database)) {
            throw new LocalException(
                    "%s holds pipeline %s of database %s, not %s of %s; choose another folder with --dir."
                            .formatted(home, kept.name, kept.database, name, database));
        }
        return kept;
    }

    private static String kafkaClusterId() {
        return org.apache.kafka.common.Uuid.randomUuid().toString();
    }
}
