package io.cdcpipeline.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Judges whether a database can be captured, and whether capturing would harm it. Pure. */
final class Preflight {

    /** pgoutput came with 10, truncates in it with 11; older than 12 nobody maintains the connector for. */
    private static final int OLDEST = 120000;

    private static final int STANDBY_DECODES = 160000;

    private final PostgresNeeds needs;
    private final String role;
    private final Evidence evidence;
    private final List<Problem> problems = new ArrayList<>();

    private Preflight(PostgresNeeds needs, String role, Evidence evidence) {
        this.needs = needs;
        this.role = SqlName.ofPostgres(role);
        this.evidence = evidence;
    }

    /**
     * @param publication empty when there is none of that name
     * @param tables those that the pipeline's patterns select
     * @param unfollowed what the patterns select too, although its changes are never sent: partitions, unlogged tables
     */
    record Evidence(
            ObservedServer server,
            ObservedSlot slot,
            Optional<ObservedPublication> publication,
            List<ObservedTable> tables,
            List<String> unfollowed) {}

    static List<Problem> problems(PostgresNeeds needs, String role, Evidence evidence) {
        var preflight = new Preflight(needs, role, evidence);
        preflight.judgeServer(evidence.server());
        preflight.judgeSlot(evidence.server(), evidence.slot());
        preflight.judgeCopies(evidence.server(), evidence.slot());
        preflight.judgeSnapshot();
        if (!needs.managed()) {
            preflight.judgePublication();
            preflight.judgeTables();
        }
        return List.copyOf(preflight.problems);
    }

    private void judgeServer(ObservedServer server) {
        if (server.version() < OLDEST) {
            problem("ServerTooOld", "PostgreSQL %d is too old: upgrade to 12 or later", server.version() / 10000);
        }
        if (server.standby() && server.version() < STANDBY_DECODES) {
            problem(
                    "Standby",
                    "This server is a standby, which decodes changes from PostgreSQL 16 on: name the primary");
        }
        if (!server.walLevel().equals("logical")) {
            problem(
                    "WalLevel",
                    "wal_level is '%s', changes are decoded at 'logical' only: ALTER SYSTEM SET wal_level = 'logical'"
                            + " and restart the server%s",
                    server.walLevel(),
                    onRds("rds.logical_replication = 1"));
        }
        if (!server.mayReplicate()) {
            problem(
                    "ReplicationNotPermitted",
                    "Role %1$s may not replicate: %2$sALTER ROLE %1$s REPLICATION%3$s",
                    role,
                    where(),
                    onRds("GRANT rds_replication TO " + role));
        }
    }

    private void judgeSlot(ObservedServer server, ObservedSlot slot) {
        if (slot instanceof ObservedSlot.Absent && server.usedSlots() >= server.maxSlots()) {
            problem(
                    "NoFreeSlot",
                    "All %d replication slots are taken: %sdrop one that nobody reads"
                            + " (SELECT slot_name FROM pg_replication_slots WHERE NOT active)",
                    server.maxSlots(),
                    needs.managed() ? "" : "raise max_replication_slots, or ");
        }
        if (slot instanceof ObservedSlot.Present present && present.foreign() != null) {
            problem(
                    "SlotTaken",
                    "Replication slot %s %s: drop it if nobody needs it, SELECT pg_drop_replication_slot('%1$s')",
                    needs.slot(),
                    present.foreign());
        }
    }

    /**
     * A slot fails over in three ways that need a hand. On a standby it is either a copy, which nobody can read there, or it is
     * left from when this server was the primary, and keeps the copy from being made.
     */
    private void judgeCopies(ObservedServer server, ObservedSlot slot) {
        if (!server.standby() || !(slot instanceof ObservedSlot.Present present)) {
            return;
        }
        if (present.synced()) {
            problem(
                    "Standby",
                    "This server is a standby and has only a copy of replication slot %s, which nobody can read before the"
                            + " server is promoted: name the primary",
                    needs.slot());
        } else if (present.failover()) {
            problem(
                    "SlotOrphaned",
                    "This server was the primary and is a standby now: replication slot %s is left from then, keeps its log,"
                            + " and stands in the way of a copy of the new primary's. Name the primary, and here SELECT"
                            + " pg_drop_replication_slot('%1$s')",
                    needs.slot());
        }
    }

    /** Only while there is no slot: once the snapshot is taken, a partition that comes does no harm. */
    private void judgeSnapshot() {
        if (evidence.slot() instanceof ObservedSlot.Absent
                && !evidence.unfollowed().isEmpty()) {
            problem(
                    "NotFollowed",
                    "Partitions and unlogged tables would be copied once and never again (a partition's changes arrive as"
                            + " its parent's): exclude %s with a leading ! in spec.tables",
                    NameList.of(evidence.unfollowed()));
        }
    }

    private void judgePublication() {
        if (evidence.publication().isEmpty()) {
            String tables = evidence.tables().isEmpty()
                    ? "ALL TABLES"
                    : "TABLE "
                            + NameList.of(evidence.tables().stream()
                                    .map(ObservedTable::quoted)
                                    .toList());
            problem(
                    "PublicationMissing",
                    "There is no publication %1$s: %2$sas the tables' owner, CREATE PUBLICATION %1$s FOR %3$s WITH"
                            + " (publish_via_partition_root = true)",
                    needs.publication(),
                    where(),
                    tables);
        }
        evidence.publication().ifPresent(this::judgePublication);
    }

    /** What is not published would differ for ever, and nobody would say so. */
    private void judgePublication(ObservedPublication publication) {
        if (!publication.lacking().isEmpty()) {
            problem(
                    "PublicationIncomplete",
                    "Publication %1$s leaves out %2$s, which would never reach the lake: %3$sas its owner, ALTER PUBLICATION"
                            + " %1$s SET (publish = 'insert, update, delete, truncate')",
                    needs.publication(),
                    publication.lacking(),
                    where());
        }
        if (!publication.byRoot()) {
            tables(
                    "PublicationIncomplete",
                    ObservedTable::partitioned,
                    "Publication %3$s sends the changes of partitions under their own names, so that those of %1$s would"
                            + " never reach the lake: %5$sas its owner, ALTER PUBLICATION %3$s SET"
                            + " (publish_via_partition_root = true)");
        }
    }

    private void judgeTables() {
        if (evidence.tables().isEmpty()) {
            problem(
                    "NoTable",
                    "No table matches spec.tables %s: correct the patterns, or create the table",
                    needs.patterns());
        }
        tables(
                "TablesUnreadable",
                t -> !t.readable(),
                "Role %4$s may not read %1$s: %5$sGRANT USAGE ON its schema and SELECT ON the table TO %4$s");
        tables(
                "TablesHidden",
                t -> !t.visible(),
                "Row level security hides rows of %1$s from role %4$s, which would be missing in the lake: %5$sALTER ROLE"
                        + " %4$s BYPASSRLS, or exclude with a leading ! in spec.tables");
        if (evidence.publication().isPresent()) {
            tables(
                    "TablesUnpublished",
                    t -> !t.published(),
                    "Publication %3$s lacks %1$s: %5$sas its owner, ALTER PUBLICATION %3$s ADD TABLE %2$s");
        }
        tables(
                "NoReplicaIdentity",
                t -> !t.identifiable() && !t.appended(),
                "Published without a primary key, UPDATE and DELETE fail in the source itself for %1$s: add a key, set"
                        + " REPLICA IDENTITY FULL, or exclude with a leading ! in spec.tables");
    }

    /** The pipeline's own database is nobody's service. */
    private String onRds(String statement) {
        return needs.managed() ? "" : " (Amazon RDS: " + statement + ")";
    }

    /** A standby answers for what it was told: all that follows is the primary's. */
    private String where() {
        return evidence.server().standby() ? "on the primary, " : "";
    }

    /** @param message with tables, tables as a statement has them, publication, role, and where */
    private void tables(String code, Predicate<ObservedTable> bad, String message) {
        List<ObservedTable> some = evidence.tables().stream().filter(bad).toList();
        if (!some.isEmpty()) {
            String names = NameList.of(some.stream().map(ObservedTable::name).toList());
            String quoted = NameList.of(some.stream().map(ObservedTable::quoted).toList());
            problems.add(
                    new Problem(code, String.format(message, names, quoted, needs.publication(), role, where()), true));
        }
    }

    private void problem(String code, String message, Object... values) {
        problems.add(new Problem(code, String.format(message, values), false));
    }
}
