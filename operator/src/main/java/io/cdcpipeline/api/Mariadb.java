package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import java.util.Optional;

/** The databases of a MariaDB server: each is what PostgreSQL calls a schema. */
@Wire
public record Mariadb(
        @JsonPropertyDescription(
                "A MariaDB server from 10.5 on that exists already, with log_bin, binlog_format=ROW and binlog_row_image=FULL.")
        @Required
        ExternalMariadb external,

        @JsonPropertyDescription(
                "The server id by which the pipeline reads the log, 1 to 4294967295, as a replica does: no other"
                        + " replica of the server may have it. The default is made of the pipeline's uid.")
        @Min(1)
        @Max(4294967295L)
        Long serverId)
        implements SourceKind {

    /** The one that is set, else the one that was made. */
    public long serverId(long made) {
        return serverId == null ? made : serverId;
    }

    @Override
    public boolean ownDatabase() {
        return false;
    }

    /** A pipeline captures tables of any of them. */
    @Override
    public String database() {
        return "";
    }

    @Override
    public Optional<Credentials> credentials() {
        return Optional.of(external.credentials());
    }

    @Override
    public Optional<PostgresqlTls> tls() {
        return Optional.ofNullable(external.tls());
    }

    @Override
    public String title() {
        return "MariaDB";
    }
}
