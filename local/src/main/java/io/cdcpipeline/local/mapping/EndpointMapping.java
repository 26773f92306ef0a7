package io.cdcpipeline.local.mapping;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.Credentials;
import io.cdcpipeline.api.Mariadb;
import io.cdcpipeline.api.Snapshot;
import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.JobConfigJson;
import io.cdcpipeline.contract.Lake;
import io.cdcpipeline.contract.StatusEndpoint;
import io.cdcpipeline.local.home.Binlog;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.home.SecretStore;
import io.cdcpipeline.local.home.SourceTls;
import io.cdcpipeline.local.stack.StackSpec;
import io.cdcpipeline.plan.Names;
import io.cdcpipeline.plan.apply.HadoopOptions;
import io.cdcpipeline.plan.source.DatabaseRoles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the mapped processes can be reached from outside. */
record EndpointMapping(LocalContext here, CdcPipeline pipeline) {

    Endpoints map(StackSpec stack) {
        Map<String, String> connector = stack.connect().connectors().get(0).config();
        return map(stack, connector, JobConfigJson.read(here.home().run().resolve("job.json")));
    }

    private Endpoints map(StackSpec stack, Map<String, String> connector, JobConfig job) {
        return new Endpoints(
                jdbcUrl(connector),
                connector.get("database.hostname"),
                Integer.parseInt(connector.get("database.port")),
                connector.get("database.dbname"),
                !stack.ownsSource(),
                encryption(connector),
                user(),
                passwordFile().toString(),
                job.source().bootstrapServers(),
                job.source().properties(),
                stack.connect().worker().get("listeners"),
                job.lake().root(),
                new Endpoints.TablePlaces(job.lake().layout(), job.tables()),
                job.lake().deadLetters(),
                store(job.lake()),
                url(here.ports().status(), "/status"),
                controlToken(),
                url(here.ports().query(), "/sql"),
                here.queryToken().toString(),
                connector.get("slot.name"),
                connector.get("publication.name"),
                connector.get("topic.prefix"),
                connector.get("table.include.list"),
                job.database() != null && job.database().fillsAll(),
                job.types(),
                binlog(connector),
                Map.of());
    }

    private static String url(int port, String path) {
        return "http://" + LocalContext.LOOPBACK + ":" + port + path;
    }

    private Endpoints.ObjectStore store(Lake lake) {
        if (lake.root().startsWith("file:")) {
            return null;
        }
        return new Endpoints.ObjectStore(HadoopOptions.of(pipeline.getSpec().job()), lake.options());
    }

    private String controlToken() {
        return secrets().file(Names.of(pipeline).apply(), StatusEndpoint.TOKEN).toString();
    }

    /** The role that applications log in as; of an external database, the one that the manifest names. */
    private String user() {
        return credentials()
                .map(given -> secrets().read(given.secret()).get(given.usernameKey()))
                .map(name -> new String(name, StandardCharsets.UTF_8).strip())
                .orElse(DatabaseRoles.OWNER);
    }

    private Path passwordFile() {
        return credentials()
                .map(given -> secrets().file(given.secret(), given.passwordKey()))
                .orElseGet(() -> secrets().file(Names.of(pipeline).ownerSecret(), "password"));
    }

    private Optional<Credentials> credentials() {
        return pipeline.getSpec().source().kind().credentials();
    }

    private SecretStore secrets() {
        return here.mounts().secrets();
    }

    private String jdbcUrl(Map<String, String> connector) {
        SourceTls tls = encryption(connector);
        String place = connector.get("database.hostname") + ":" + connector.get("database.port") + "/";
        return isMariaDb()
                ? "jdbc:mariadb://" + place + (tls == null ? "" : tls.mariaDbParameters())
                : "jdbc:postgresql://" + place + connector.get("database.dbname")
                        + (tls == null ? "" : tls.parameters());
    }

    private SourceTls encryption(Map<String, String> connector) {
        String authority = connector.get(isMariaDb() ? "cdc.ssl.authority" : "database.sslrootcert");
        return pipeline.getSpec()
                .source()
                .kind()
                .tls()
                .map(tls -> new SourceTls(tls.mode().sslMode(), authority))
                .orElse(null);
    }

    private Binlog binlog(Map<String, String> connector) {
        return isMariaDb()
                ? new Binlog(
                        Long.parseLong(connector.get("database.server.id")),
                        pipeline.getSpec().source().snapshot() != Snapshot.NEVER,
                        connector.get("name"))
                : null;
    }

    private boolean isMariaDb() {
        return pipeline.getSpec().source().kind() instanceof Mariadb;
    }
}
