package io.cdcpipeline.local.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.source.ExternalSource;

/**
 * MariaDB's log.
 *
 * @param serverId by which the pipeline reads it
 * @param position its end, a GTID; null while the server does not answer
 * @param confirmed what lies before has been acknowledged by Kafka; null when nothing has
 * @param bytes of all its files
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BinlogStatus(long serverId, String position, String confirmed, long bytes) {

    /** Null where the source is another database, or does not answer. */
    static BinlogStatus ask(Endpoints endpoints) {
        return endpoints.binlog() == null
                ? null
                : new ExternalSource(endpoints)
                        .binlog()
                        .map(log -> new BinlogStatus(
                                endpoints.binlog().serverId(),
                                log.position() == null ? null : log.position().text(),
                                log.reached() == null ? null : log.reached().text(),
                                log.bytes()))
                        .orElse(null);
    }
}
