package io.cdcpipeline.plan.source;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.Credentials;
import io.cdcpipeline.api.ExternalPostgresql;
import io.cdcpipeline.api.Postgresql;
import io.cdcpipeline.api.PostgresqlTls;
import io.cdcpipeline.plan.Names;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.Settings;
import java.util.Optional;

/**
 * How the source database is reached, wherever it runs.
 *
 * @param credentials of the role that reads changes
 * @param tls empty for a managed database, whose traffic stays in the cluster, and for an external one without TLS
 */
public record Database(String host, int port, String name, Credentials credentials, Optional<PostgresqlTls> tls) {

    static final int PORT = 5432;

    public static Database of(CdcPipeline pipeline, Settings settings) {
        return of(new Scope(pipeline, settings, Names.of(pipeline)));
    }

    public static Database of(Scope scope) {
        return of(scope, scope.spec().source().postgresql());
    }

    private static Database of(Scope scope, Postgresql postgresql) {
        ExternalPostgresql external = postgresql.external();
        if (external == null) {
            return new Database(
                    scope.host(scope.names().database()),
                    PORT,
                    postgresql.database(),
                    new Credentials(scope.names().replicationSecret(), null, null),
                    Optional.empty());
        }
        return new Database(
                external.host(),
                external.port(),
                postgresql.database(),
                external.credentials(),
                Optional.ofNullable(external.tls()));
    }
}
