package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Optional;

/** The databases of a MariaDB server: each is what PostgreSQL calls a schema. Either {@code managed} or {@code external} is set. */
@Wire
@ValidationRule(
        value = Mariadb.ONE_RULE,
        message =
                "set exactly one of managed (a server that the pipeline runs; {} takes all defaults) and external (one that"
                        + " exists)")
@ValidationRule(
        value = "has(self.managed) == has(oldSelf.managed)",
        message =
                "managed and external can't replace each other: the position in the log belongs to one server; delete the"
                        + " pipeline and create it anew")
public record Mariadb(
        @JsonPropertyDescription(
                "A MariaDB that the pipeline runs, with one instance. The empty object {} takes all defaults.")
        ManagedMariadb managed,

        @JsonPropertyDescription(
                "A MariaDB server from 10.5 on that exists already, with log_bin, binlog_format=ROW and binlog_row_image=FULL.")
        ExternalMariadb external,

        @JsonPropertyDescription(
                "The server id by which the pipeline reads the log, 1 to 4294967295, as a replica does: no other"
                        + " replica of the server may have it. The default is made of the pipeline's uid.")
        @Min(1)
        @Max(4294967295L)
        Long serverId)
        implements SourceKind {

    public static final String ONE_RULE = "has(self.managed) != has(self.external)";

    /** The one that is set, else the one that was made. */
    public long serverId(long made) {
        return serverId == null ? made : serverId;
    }

    @Override
    public boolean ownDatabase() {
        return managed != null;
    }

    /** A pipeline captures tables of any of them. */
    @Override
    public String database() {
        return "";
    }

    @Override
    public Optional<Credentials> credentials() {
        return Optional.ofNullable(external).map(ExternalMariadb::credentials);
    }

    @Override
    public Optional<PostgresqlTls> tls() {
        return Optional.ofNullable(external).map(ExternalMariadb::tls);
    }

    @Override
    public String title() {
        return "MariaDB";
    }
}
