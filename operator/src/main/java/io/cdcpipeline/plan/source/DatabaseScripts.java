package io.cdcpipeline.plan.source;

import io.cdcpipeline.contract.catalog.NotesSql;
import io.cdcpipeline.plan.Component;
import io.cdcpipeline.plan.Names;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.Text;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a managed database runs at its first start: our SQL as superuser, then the user's as owner. The texts are
 * resources beside this class.
 */
public final class DatabaseScripts {

    /** Our SQL: psql input whose only psql commands are {@code \set} lines, for passwords read from mounted files. */
    public static final String SQL = "10-cdc.sql";

    static final String USER_SQL = "20-user-sql.sh";
    static final String FINISHED = "90-finished.sh";
    static final List<String> ENTRY_POINT = List.of(SQL, USER_SQL, FINISHED);
    static final String START = "start.sh";

    /** Sets the roles' passwords to those of their Secrets; for a person to run, in the pod. */
    static final String PASSWORDS = "passwords.sh";

    private DatabaseScripts() {}

    /** The command that does it. */
    public static String setPasswords(Names names) {
        return "kubectl exec -n " + names.namespace() + " " + names.database() + "-0 -- bash "
                + DatabaseVolumes.SCRIPTS_PATH + "/" + PASSWORDS;
    }

    static ConfigMap of(Scope scope) {
        Map<String, String> texts = new TreeMap<>(Map.of(
                SQL, sql(scope),
                USER_SQL, text(USER_SQL),
                FINISHED, text(FINISHED),
                PASSWORDS, text(PASSWORDS),
                START, text(START)));
        return new ConfigMapBuilder()
                .withMetadata(scope.metadata(scope.names().database(), Component.DATABASE))
                .withData(texts)
                .build();
    }

    private static String sql(Scope scope) {
        String database = scope.spec().source().postgresql().database();
        return (text(SQL) + "\n" + NotesSql.of(DatabaseRoles.REPLICATION))
                .replace("${database}", identifier(database))
                .replace("${publication}", scope.names().publication())
                .replace("${owner}", DatabaseRoles.OWNER)
                .replace("${replication}", DatabaseRoles.REPLICATION);
    }

    private static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String text(String name) {
        return Text.of("database/" + name);
    }
}
