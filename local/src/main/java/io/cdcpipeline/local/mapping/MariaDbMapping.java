package io.cdcpipeline.local.mapping;

import io.cdcpipeline.local.stack.InitScript;
import io.cdcpipeline.local.stack.MariaDbPrograms;
import io.cdcpipeline.local.stack.MariaDbSpec;
import io.cdcpipeline.plan.source.DatabaseRoles;
import io.cdcpipeline.plan.source.MariaDbScripts;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * MariaDB out of its StatefulSet: the server of the system's package, whichever release that is. What differs here: address and port,
 * and the image's shell scripts, whose part {@link MariaDbSpec#script} plays.
 */
record MariaDbMapping(LocalContext here) {

    MariaDbSpec map(StatefulSet set) {
        PodSpec pod = set.getSpec().getTemplate().getSpec();
        Container container = pod.getContainers().get(0);
        Map<String, String> mounts = here.mounts()
                .layOut(Workload.of("database", pod.getVolumes(), PostgresMapping.withoutData(set, container)));
        Map<String, String> environment = environment(container);
        String owner = mounts.get("/etc/cdc/owner") + "/password";
        return new MariaDbSpec(
                MariaDbPrograms.find(),
                here.home().mariadb().toString(),
                here.ports().postgres(),
                environment.get("CDC_DATABASE"),
                new Relocation(mounts).apply(environment.get("MARIADB_ROOT_PASSWORD_FILE")),
                container.getArgs().stream()
                        .filter(argument -> !argument.startsWith("--datadir="))
                        .toList(),
                Map.of(
                        MariaDbScripts.OWNER_PASSWORD,
                        owner,
                        MariaDbScripts.REPLICATION_PASSWORD,
                        mounts.get("/etc/cdc/replication") + "/password"),
                Path.of(mounts.get("/etc/cdc/scripts"))
                        .resolve(MariaDbScripts.SQL)
                        .toString(),
                userScripts(mounts),
                new InitScript(null, DatabaseRoles.OWNER, owner),
                here.home().log("source").toString());
    }

    private static Map<String, String> environment(Container container) {
        Map<String, String> environment = new TreeMap<>();
        for (EnvVar variable : container.getEnv()) {
            environment.put(variable.getName(), variable.getValue());
        }
        return environment;
    }

    private static List<String> userScripts(Map<String, String> mounts) {
        return PostgresMapping.userSql(mounts.get(PostgresMapping.USER_SQL)).stream()
                .map(Path::toString)
                .toList();
    }
}
