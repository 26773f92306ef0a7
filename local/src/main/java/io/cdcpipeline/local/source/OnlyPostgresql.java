package io.cdcpipeline.local.source;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.Endpoints;

/** What a pipeline can do whose source is PostgreSQL, and no other so far. */
public final class OnlyPostgresql {

    private OnlyPostgresql() {}

    /**
     * @param command such as {@code cdc verify}
     * @param instead what can be done instead, a sentence without its stop
     * @throws LocalException where the source is another database
     */
    public static void require(Endpoints endpoints, String command, String instead) {
        if (endpoints.binlog() != null) {
            throw new LocalException(
                    command + " works with PostgreSQL only so far, and the source of this pipeline is MariaDB: "
                            + instead + ".");
        }
    }
}
