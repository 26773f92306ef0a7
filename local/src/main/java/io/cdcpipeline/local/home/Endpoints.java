package io.cdcpipeline.local.home;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cdcpipeline.contract.OperationRequest;
import io.cdcpipeline.contract.TableSettings;
import io.cdcpipeline.contract.types.TypePolicies;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where a pipeline's parts can be reached, for other programs: {@code endpoints.json}.
 *
 * @param external whether the database is somebody's, which outlives the folder, and not the pipeline's own
 * @param user the role to log in to the source with; its password is in {@code passwordFile}
 * @param tls how the way to the database is protected; null: as it is without {@code tls} in the manifest
 * @param bootstrapServers Kafka's
 * @param kafka further properties that a client of this Kafka needs
 * @param lake the tables' root, as a URI
 * @param places where tables are below the root
 * @param store how the lake's object store is opened; null where it is a folder of this machine
 * @param database null where the server as a whole is the source
 * @param slot the replication slot's name; null where the source is not PostgreSQL, and so is the publication
 * @param topicPrefix of the tables' topics
 * @param tables a regular expression that matches {@code schema.table} of those captured
 * @param filled whether every captured table that has a key comes into the lake by itself, an empty one, too
 * @param statusUrl where the job tells how it is
 * @param controlTokenFile holds what the job wants to be shown, at {@link #controlUrl}
 * @param queryUrl where Spark SQL is answered while the job runs; the token is in {@code queryTokenFile}
 * @param types what became of values that Delta has no one type for; null for the default
 * @param binlog how the log is read where the source is MariaDB; null for PostgreSQL
 * @param pids process ids by stage, while it runs
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Endpoints(
        String jdbcUrl,
        String host,
        int port,
        String database,
        boolean external,
        SourceTls tls,
        String user,
        String passwordFile,
        String bootstrapServers,
        Map<String, String> kafka,
        String connectUrl,
        String lake,
        @JsonUnwrapped TablePlaces places,
        String deadLetters,
        ObjectStore store,
        String statusUrl,
        String controlTokenFile,
        String queryUrl,
        String queryTokenFile,
        String slot,
        String publication,
        String topicPrefix,
        String tables,
        boolean filled,
        TypePolicies types,
        Binlog binlog,
        Map<String, Long> pids) {

    /**
     * @param conf Hadoop's options, as the manifest's {@code spec.job.conf} has them
     * @param options a folder with more of them, a file each, which are secrets; null for none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ObjectStore(Map<String, String> conf, String options) {}

    /**
     * @param layout a table's path below the lake's root
     * @param tableSettings by which names the lake has tables; null where none is said
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TablePlaces(String layout, TableSettings tableSettings) {}

    /** Those of the pipeline in this folder; empty when none was ever started there. */
    public static Optional<Endpoints> of(PipelineHome home) {
        return JsonFile.read(home.endpoints(), Endpoints.class);
    }

    /** The database's, {@code host:port/database}. */
    public String address() {
        return host + ":" + port + (database == null ? "" : "/" + database);
    }

    /** Where the job does what it is asked for. */
    public String controlUrl() {
        return URI.create(statusUrl).resolve(OperationRequest.PATH).toString();
    }

    public TypePolicies policies() {
        return types == null ? TypePolicies.DEFAULT : types;
    }

    public Endpoints withPids(Map<String, Long> running) {
        return new Endpoints(
                jdbcUrl,
                host,
                port,
                database,
                external,
                tls,
                user,
                passwordFile,
                bootstrapServers,
                kafka,
                connectUrl,
                lake,
                places,
                deadLetters,
                store,
                statusUrl,
                controlTokenFile,
                queryUrl,
                queryTokenFile,
                slot,
                publication,
                topicPrefix,
                tables,
                filled,
                types,
                binlog,
                running);
    }
}
