package io.cdcpipeline.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Judges whether a MariaDB server can be captured. Pure. */
final class MariaDbPreflight {

    /** The rights have the names that messages say from 10.5 on. */
    private static final int OLDEST = 1005;

    private static final double DAY_SECONDS = 24 * 60 * 60;
    private static final String WEEK = "604800";

    private final MariaDbNeeds needs;
    private final Evidence evidence;
    private final ObservedMariaDb server;
    private final List<Problem> problems = new ArrayList<>();

    private MariaDbPreflight(MariaDbNeeds needs, Evidence evidence) {
        this.needs = needs;
        this.evidence = evidence;
        this.server = evidence.server();
    }

    /** @param tables those that the pipeline's patterns select */
    record Evidence(ObservedMariaDb server, ObservedBinlog binlog, List<MariaDbTable> tables) {}

    static List<Problem> problems(MariaDbNeeds needs, Evidence evidence) {
        var preflight = new MariaDbPreflight(needs, evidence);
        if (!preflight.isMariaDb()) {
            return List.copyOf(preflight.problems);
        }
        if (evidence.server().is("log_bin", "ON")) {
            preflight.judgeBinlog();
            preflight.judgeRetention();
            preflight.judgeReplication();
        } else {
            preflight.problem(
                    "BinlogOff",
                    "The server writes no binary log: set log_bin = binlog and binlog_format = ROW under [mariadbd] in its"
                            + " configuration and restart it");
        }
        preflight.judgeGrants();
        if (!needs.managed()) {
            preflight.judgeTables();
        }
        return List.copyOf(preflight.problems);
    }

    /** Rather than a server that is taken for what it is not, and whose log is another one. */
    private boolean isMariaDb() {
        String version = server.variable("version");
        if (!version.toLowerCase(Locale.ROOT).contains("mariadb")) {
            problem("NotMariaDb", "The server is none of MariaDB's (version %s): MySQL is not supported", version);
            return false;
        }
        String[] parts = version.split("[.-]");
        if (Integer.parseInt(parts[0]) * 100 + Integer.parseInt(parts[1]) < OLDEST) {
            problem("ServerTooOld", "MariaDB %s is too old: upgrade to 10.5 or later", version);
            return false;
        }
        return true;
    }

    private void judgeBinlog() {
        if (!server.is("binlog_format", "ROW")) {
            problem(
                    "BinlogFormat",
                    "binlog_format is %s, and only ROW tells what became of each row: SET GLOBAL binlog_format = 'ROW', and the"
                            + " same in the server's configuration; sessions that are open keep theirs",
                    server.variable("binlog_format"));
        }
        if (!server.is("binlog_row_image", "FULL")) {
            problem(
                    "BinlogRowImage",
                    "binlog_row_image is %s, so that columns are missing in changes: SET GLOBAL binlog_row_image = 'FULL', and"
                            + " the same in the server's configuration; sessions that are open keep theirs",
                    server.variable("binlog_row_image"));
        }
        if (server.is("log_bin_compress", "ON")) {
            problem(
                    "BinlogCompressed",
                    "log_bin_compress is on, and compressed changes are not read: SET GLOBAL log_bin_compress = OFF, and the"
                            + " same in the server's configuration, before the pipeline's first start");
        }
    }

    /** No slot keeps the log: what is purged before it was read has to be copied anew, all tables of it. */
    private void judgeRetention() {
        boolean bySeconds = !server.variable("binlog_expire_logs_seconds").isEmpty();
        double kept = bySeconds
                ? server.number("binlog_expire_logs_seconds")
                : server.number("expire_logs_days") * DAY_SECONDS;
        if (kept > 0 && kept < DAY_SECONDS) {
            problem(
                    "BinlogTooShort",
                    "The binary log is kept for %.0f seconds, and a pipeline that stands still for longer would lose changes: SET"
                            + " GLOBAL binlog_expire_logs_seconds = %s (a week; a day at least), and the same in the server's"
                            + " configuration",
                    kept,
                    WEEK);
        }
    }

    private void judgeReplication() {
        if (server.is("read_only", "ON") && server.is("log_slave_updates", "OFF")) {
            problem(
                    "ReplicaWithoutLog",
                    "The server is read-only and writes nothing of what it gets from its primary into its own log: set"
                            + " log_slave_updates = ON in its configuration and restart it, or name the primary");
        }
        GtidPosition.parse(server.variable("gtid_binlog_state"))
                .filter(state -> state.sequences().size() > 1)
                .ifPresent(state -> problem(
                        "GtidDomains",
                        "The binary log has transactions of several GTID domains (%s), which have no order: where a domain is no"
                                + " longer written, FLUSH BINARY LOGS, purge the files that have it and FLUSH BINARY LOGS"
                                + " DELETE_DOMAIN_ID = (n); else name a server that has one domain",
                        state.domains()));
        boolean taken = server.replicas().contains(needs.serverId())
                && evidence.binlog().reached() == null;
        if (taken || server.is("server_id", Long.toString(needs.serverId()))) {
            problem(
                    "ServerIdTaken",
                    "Server id %d, by which the pipeline reads the log, is %s: set another one, from 1 to 4294967295, in"
                            + " spec.source.mariadb.serverId",
                    needs.serverId(),
                    taken ? "that of another replica" : "the server's own");
        }
    }

    private void judgeGrants() {
        List<String> missing = Stream.of("REPLICATION SLAVE", "BINLOG MONITOR")
                .filter(right -> !server.grants().everywhere(right))
                .toList();
        if (!missing.isEmpty()) {
            String rights = String.join(", ", missing);
            problem(
                    "GrantsMissing",
                    "User %2$s may not read the log, for want of %1$s: GRANT %1$s ON *.* TO %2$s",
                    rights,
                    server.account());
        }
        boolean locks = server.grants().everywhere("RELOAD") || server.grants().somewhere("LOCK TABLES");
        if (needs.copies() && !locks) {
            problem(
                    "GrantsMissing",
                    "User %1$s may not hold writes back for the moment in which a copy of the tables begins: GRANT RELOAD ON *.*"
                            + " TO %1$s, or, where nobody gets that, GRANT LOCK TABLES ON the captured databases",
                    server.account());
        }
    }

    private void judgeTables() {
        if (evidence.tables().isEmpty()) {
            problem(
                    "NoTable",
                    "No table that user %s can see matches spec.tables %s: correct the patterns, which are database.table%s, create"
                            + " the table, or GRANT SELECT ON it",
                    server.account(),
                    needs.patterns(),
                    server.is("lower_case_table_names", "0") ? "" : " and in lower case on this server");
        }
        tables("TablesUnreadable", t -> !t.readable(), "User %3$s may not read %1$s: GRANT SELECT ON %2$s TO %3$s");
        tables(
                "BinlogFiltered",
                t -> !server.logs(t.database()),
                "The server logs no changes of %1$s: take its database out of binlog_ignore_db, or into binlog_do_db, in the"
                        + " server's configuration and restart it, or exclude the table with a leading ! in spec.tables");
    }

    /** @param message with tables, tables as a statement has them, and the user */
    private void tables(String code, Predicate<MariaDbTable> bad, String message) {
        List<MariaDbTable> some = evidence.tables().stream().filter(bad).toList();
        if (!some.isEmpty()) {
            String names = NameList.of(some.stream().map(MariaDbTable::name).toList());
            String quoted = NameList.of(some.stream().map(MariaDbTable::quoted).toList());
            problems.add(new Problem(code, String.format(message, names, quoted, server.account()), true));
        }
    }

    private void problem(String code, String message, Object... values) {
        problems.add(new Problem(code, String.format(Locale.ROOT, message, values), false));
    }
}
