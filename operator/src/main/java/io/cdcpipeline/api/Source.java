package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Exactly one kind of database. */
@Wire
@ValidationRule(
        value = Source.ONE_RULE,
        message = "set exactly one of postgresql (a PostgreSQL database) and mariadb (a MariaDB server)")
@ValidationRule(
        value = "has(self.postgresql) == has(oldSelf.postgresql)",
        message =
                "postgresql and mariadb can't replace each other: the lake's tables are those of one database; delete the"
                        + " pipeline and create it anew")
@ValidationRule(
        value = "!has(self.snapshotParallelism) || has(self.postgresql)",
        fieldPath = ".snapshotParallelism",
        message = "the connector copies MariaDB's tables, one after the other; remove snapshotParallelism")
@ValidationRule(
        value = Source.HEARTBEAT_RULE,
        fieldPath = ".heartbeat",
        message = "write 100ms to 10m, as a whole number with the unit ms, s or m")
public record Source(
        @JsonPropertyDescription("A PostgreSQL database.") Postgresql postgresql,

        @JsonPropertyDescription(
                "A MariaDB server, whose databases stand where PostgreSQL's schemas do: a pattern in tables is database.table. What"
                        + " is not supported with it is refused by name; see docs/mariadb.md.")
        Mariadb mariadb,

        @JsonPropertyDescription(
                "Which rows that exist already are copied first. Initial: all that a captured table has, now and when it comes"
                        + " later; the job reads them itself. Never: none, only changes from now on. WhenNeeded: the connector"
                        + " copies them when it starts, and again when the source no longer has the changes that follow the last"
                        + " one that was read. The default is Initial.")
        @Default("Initial")
        Snapshot snapshot,

        @JsonPropertyDescription(
                "How many connections read rows of PostgreSQL's tables at once, at most, for a fill or a"
                        + " comparison; each table that is read has one more, which keeps its view. 1 to 64. By default as many as the"
                        + " job's executors run tasks at once, less one, and two for small tables.")
        @Min(1)
        @Max(64)
        Integer snapshotParallelism,

        @JsonPropertyDescription("How often the pipeline writes to the source when nothing else does, so that its slot"
                + " moves on and an idle database does not keep its write-ahead log until the disk is full (into MariaDB"
                + " it writes nothing): 100ms to 10m, a whole number with the unit ms, s or m. The default is 10s.")
        @Default("10s")
        @Size(max = 10)
        String heartbeat) {

    public static final String ONE_RULE = "has(self.postgresql) != has(self.mariadb)";
    public static final String HEARTBEAT_RULE = "self.heartbeat.matches('" + Job.DURATION + "')"
            + " && duration(self.heartbeat) >= duration('100ms') && duration(self.heartbeat) <= duration('10m')";

    public Source {
        snapshot = snapshot == null ? Snapshot.INITIAL : snapshot;
        heartbeat = heartbeat == null ? "10s" : heartbeat;
    }

    /** The one that is set. */
    public SourceKind kind() {
        return postgresql == null ? mariadb : postgresql;
    }
}
