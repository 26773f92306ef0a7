package io.cdcpipeline.api;

import java.util.Optional;

/** A kind of database that changes are captured from: the one that a {@link Source} names. */
public sealed interface SourceKind permits Postgresql, Mariadb {

    /** Whether the pipeline runs the database itself; else it is somebody's. */
    boolean ownDatabase();

    /** The one database of the server that is captured; empty where tables of all are. */
    String database();

    /** The login to a database that is somebody's; empty for one of the pipeline's own. */
    Optional<Credentials> credentials();

    /** How the way to it is to be protected; empty without TLS. */
    Optional<PostgresqlTls> tls();

    /** What people call it, for messages. */
    String title();
}
