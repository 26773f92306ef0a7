package io.cdcpipeline.local.mapping;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.stack.InitScript;
import io.cdcpipeline.local.stack.PostgresSpec;
import io.cdcpipeline.plan.source.DatabaseRoles;
import io.cdcpipeline.plan.source.DatabaseScripts;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * PostgreSQL out of its StatefulSet. What differs here: address and port, no socket in a folder of the system, and the
 * image's shell scripts, whose part {@link PostgresSpec#initScripts} plays.
 */
record PostgresMapping(LocalContext here) {

    private static final String RELEASE = "17";
    private static final String SCRIPTS = "/docker-entrypoint-initdb.d";
    static final String USER_SQL = "/etc/cdc/user-sql";

    PostgresSpec map(StatefulSet set) {
        Container container =
                set.getSpec().getTemplate().getSpec().getContainers().get(0);
        requireRelease(container.getImage());
        Map<String, String> mounts = here.mounts()
                .layOut(Workload.of(
                        "database", set.getSpec().getTemplate().getSpec().getVolumes(), withoutData(set, container)));
        Map<String, String> environment = new TreeMap<>();
        for (EnvVar variable : container.getEnv()) {
            environment.put(variable.getName(), variable.getValue());
        }
        PipelineHome home = here.home();
        String passwordFile = new Relocation(mounts).apply(environment.get("POSTGRES_PASSWORD_FILE"));
        return new PostgresSpec(
                here.installation().postgresBinaries(home).toString(),
                home.postgres().toString(),
                here.ports().postgres(),
                environment.get("POSTGRES_DB"),
                environment.get("POSTGRES_USER"),
                passwordFile,
                settings(container.getArgs()),
                mounts,
                scripts(mounts, environment.get("POSTGRES_USER"), passwordFile),
                home.log("source").toString());
    }

    static List<?> withoutData(StatefulSet set, Container container) {
        List<String> claimed = set.getSpec().getVolumeClaimTemplates().stream()
                .map(c -> c.getMetadata().getName())
                .toList();
        return container.getVolumeMounts().stream()
                .filter(m -> !claimed.contains(m.getName()))
                .toList();
    }

    /** The arguments are {@code -c name=value} pairs. */
    private Map<String, String> settings(List<String> arguments) {
        Map<String, String> settings = new TreeMap<>();
        for (int i = 0; i + 1 < arguments.size(); i += 2) {
            String[] pair = arguments.get(i + 1).split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        settings.put("port", Integer.toString(here.ports().postgres()));
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", "");
        return settings;
    }

    private List<InitScript> scripts(Map<String, String> mounts, String superuser, String passwordFile) {
        List<InitScript> scripts = new ArrayList<>();
        Path ours = Path.of(mounts.get(SCRIPTS)).resolve(DatabaseScripts.SQL);
        scripts.add(new InitScript(ours.toString(), superuser, passwordFile));
        String ownerPassword = mounts.get("/etc/cdc/owner") + "/password";
        for (Path file : userSql(mounts.get(USER_SQL))) {
            scripts.add(new InitScript(file.toString(), DatabaseRoles.OWNER, ownerPassword));
        }
        return scripts;
    }

    static List<Path> userSql(String folder) {
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(f -> f.toString().endsWith(".sql")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireRelease(String image) {
        String release = image.substring(image.lastIndexOf(':') + 1);
        if (!release.equals(RELEASE) && !release.startsWith(RELEASE + ".")) {
            throw new LocalException(
                    "spec.source.postgresql.managed.version is " + release + ", and this machine runs " + RELEASE
                            + " only: ask for that, or name a server of your own in spec.source.postgresql.external.");
        }
    }
}
