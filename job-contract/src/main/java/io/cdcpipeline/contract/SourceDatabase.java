package io.cdcpipeline.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cdcpipeline.contract.columns.SourceColumns;
import io.cdcpipeline.contract.columns.TableMasks;
import io.cdcpipeline.contract.event.SourceKind;
import java.io.Serializable;

/**
 * The database whose changes the topics carry, for the job to read tables from it.
 *
 * @param login a folder with the files {@code username} and {@code password}, read whenever a connection is made
 * @param tls null when none is demanded
 * @param publication names what is captured
 * @param tables a regular expression of {@code schema.table}: those of which all rows are wanted, also those from before they
 *     were captured; null where the connector takes care of those, or nobody wants them. Of MariaDB the connector copies those that are
 *     there when it begins, and the job those that come later
 * @param readers so many connections read rows at once, at most; null for as many as the executors allow
 * @param slot the replication slot, which has to be there before a table is read
 * @param columns what becomes of columns; null for nothing
 * @param kind what it is; null for PostgreSQL, which alone has a publication and a slot
 * @param offsets the topic in which Connect keeps how far its connector has read the log; null where a slot tells it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceDatabase(
        String host,
        int port,
        String name,
        String login,
        Tls tls,
        String publication,
        String slot,
        String tables,
        Integer readers,
        SourceColumns columns,
        SourceKind kind,
        String offsets)
        implements Serializable {

    /** Whether the job itself sees to it that every captured table is filled before its changes come. */
    public boolean fillsAll() {
        return tables != null && kind != SourceKind.MARIADB;
    }

    /** What becomes of a table's columns before they come here. */
    public TableMasks masks(String table) {
        return columns == null ? TableMasks.NONE : columns.of(table);
    }

    /**
     * @param mode libpq's {@code sslmode}
     * @param authority a file with the certificates that are trusted; null for those that the JVM trusts
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Tls(String mode, String authority) implements Serializable {

        /** libpq's mode that encrypts, and believes any certificate. */
        public static final String REQUIRE = "require";
    }
}
