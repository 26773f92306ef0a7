package io.cdcpipeline.plan.source;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.CloudNativePg;
import io.cdcpipeline.api.Credentials;
import io.cdcpipeline.api.ExternalMariadb;
import io.cdcpipeline.api.ExternalPostgresql;
import io.cdcpipeline.api.Mariadb;
import io.cdcpipeline.api.Postgresql;
import io.cdcpipeline.api.PostgresqlTls;
import io.cdcpipeline.api.SourceKind;
import io.cdcpipeline.plan.Names;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.Settings;
import java.util.Optional;

/**
 * How the source database is reached, wherever it runs.
 *
 * @param name null where the server as a whole is meant, as MariaDB's
 * @param credentials of the role that reads changes
 * @param tls empty for a managed database, whose traffic stays in the cluster, and for an external one without TLS
 */
public record Database(String host, int port, String name, Credentials credentials, Optional<PostgresqlTls> tls) {

    static final int PORT = 5432;
    static final int MARIADB_PORT = 3306;

    /** {@code host:port/database}. */
    public String address() {
        return host + ":" + port + (name == null ? "" : "/" + name);
    }

    public static Database of(CdcPipeline pipeline, Settings settings) {
        return of(new Scope(pipeline, settings, Names.of(pipeline)));
    }

    public static Database of(Scope scope) {
        SourceKind kind = scope.spec().source().kind();
        return kind instanceof Mariadb mariadb ? of(scope, mariadb) : of(scope, (Postgresql) kind);
    }

    private static Database of(Scope scope, Mariadb mariadb) {
        ExternalMariadb external = mariadb.external();
        if (external == null) {
            return new Database(
                    scope.host(scope.names().database()),
                    MARIADB_PORT,
                    null,
                    new Credentials(scope.names().replicationSecret(), null, null),
                    Optional.empty());
        }
        return new Database(
                external.host(), external.port(), null, external.credentials(), Optional.ofNullable(external.tls()));
    }

    private static Database of(Scope scope, Postgresql postgresql) {
        if (postgresql.cnpg() != null) {
            CloudNativePg cnpg = postgresql.cnpg();
            return new Database(
                    scope.host(cnpg.service()), PORT, postgresql.database(), cnpg.credentials(), postgresql.tls());
        }
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
