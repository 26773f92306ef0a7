package io.cdcpipeline.plan.source;

import io.cdcpipeline.api.ManagedMariadb;
import io.cdcpipeline.plan.Component;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.Text;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a managed MariaDB runs at its first start: our SQL as root, then the user's as owner. */
public final class MariaDbScripts {

    /** Our SQL, a statement a line; it takes the passwords from variables. */
    public static final String SQL = "cdc.sql";

    /** The variable of the owner's password, and that of the reader's. */
    public static final String OWNER_PASSWORD = "owner_password";

    public static final String REPLICATION_PASSWORD = "replication_password";

    static final String START = "start.sh";
    static final String PING = "ping.sh";

    /** Gives users the passwords of their Secrets; for a person to run, in the pod. */
    static final String PASSWORDS = "passwords.sh";

    static final String FINISHED = "90-finished.sh";
    static final List<String> ENTRY_POINT = List.of("10-cdc.sh", "20-user-sql.sh", FINISHED);

    private MariaDbScripts() {}

    static ConfigMap of(Scope scope, ManagedMariadb managed) {
        Map<String, String> texts = new TreeMap<>();
        texts.put(SQL, sql(managed));
        ENTRY_POINT.forEach(name -> texts.put(name, text(name)));
        List.of(START, PING, PASSWORDS).forEach(name -> texts.put(name, text(name)));
        return new ConfigMapBuilder()
                .withMetadata(scope.metadata(scope.names().database(), Component.MARIADB))
                .withData(texts)
                .build();
    }

    /** A name where GRANT takes it has wildcards. */
    private static String sql(ManagedMariadb managed) {
        return text(SQL)
                .replace("${database}", managed.database())
                .replace("${pattern}", managed.database().replace("_", "\\_"))
                .replace("${owner}", DatabaseRoles.OWNER)
                .replace("${replication}", DatabaseRoles.REPLICATION);
    }

    private static String text(String name) {
        return Text.of("mariadb/" + name);
    }
}
