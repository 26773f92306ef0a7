package io.cdcpipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.source.MariaDbPreflight.Evidence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MariaDbPreflightTest {

    private static final long OURS = 4_000_000_001L;
    private static final MariaDbNeeds NEEDS = needs(OURS, null);
    private static final MariaDbGrants ALL = MariaDbGrants.of(List.of("GRANT ALL PRIVILEGES ON *.* TO `cdc`@`%`"));
    private static final MariaDbTable TABLE = new MariaDbTable("shop", "shop.orders", true, false, true, true);

    @Test
    void aServerThatIsAsItHasToBeHasNoProblem() {
        assertThat(problems(NEEDS, server(Map.of()), TABLE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    version                    | 8.4.2              | NotMariaDb        | MySQL is not supported
                    version                    | 10.4.34-MariaDB    | ServerTooOld      | upgrade to 10.5
                    log_bin                    | OFF                | BinlogOff         | log_bin = binlog
                    binlog_format              | MIXED              | BinlogFormat      | SET GLOBAL binlog_format = 'ROW'
                    binlog_row_image           | MINIMAL            | BinlogRowImage    | SET GLOBAL binlog_row_image = 'FULL'
                    log_bin_compress           | ON                 | BinlogCompressed  | SET GLOBAL log_bin_compress = OFF
                    binlog_expire_logs_seconds | 3600               | BinlogTooShort    | SET GLOBAL binlog_expire_logs_seconds = 604800
                    server_id                  | 4000000001         | ServerIdTaken     | spec.source.mariadb.serverId
                    gtid_binlog_state          | 0-1-5,3-1-2        | GtidDomains       | DELETE_DOMAIN_ID
                    """)
    void eachSettingThatStandsInTheWayIsNamedWithItsWayOut(String variable, String value, String code, String way) {
        assertThat(problems(NEEDS, server(Map.of(variable, value)), TABLE))
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(code))
                .satisfies(
                        problem -> assertThat(problem.message()).contains(way).doesNotContain("%"));
    }

    @Test
    void aReplicaThatLogsNothingOfItsPrimaryIsTold() {
        assertThat(problems(NEEDS, server(Map.of("read_only", "ON", "log_slave_updates", "OFF")), TABLE))
                .extracting(Problem::code)
                .containsExactly("ReplicaWithoutLog");
        assertThat(problems(NEEDS, server(Map.of("read_only", "ON", "log_slave_updates", "ON")), TABLE))
                .isEmpty();
    }

    @Test
    void anOlderServerCountsTheDaysThatItKeepsItsLog() {
        Map<String, String> variables = new HashMap<>(Map.of("expire_logs_days", "0.5", "version", "10.5.29-MariaDB"));
        variables.put("binlog_expire_logs_seconds", "");

        assertThat(problems(NEEDS, server(variables), TABLE))
                .extracting(Problem::code)
                .containsExactly("BinlogTooShort");
    }

    @Test
    void missingRightsAreGrantedByTheStatementInTheMessage() {
        var grants = MariaDbGrants.of(List.of("GRANT SELECT ON *.* TO `cdc`@`%`"));

        assertThat(problems(NEEDS, server(Map.of(), grants, List.of()), TABLE))
                .extracting(Problem::message)
                .satisfiesExactly(
                        log -> assertThat(log).endsWith("GRANT REPLICATION SLAVE, BINLOG MONITOR ON *.* TO 'cdc'@'%'"),
                        lock -> assertThat(lock).contains("GRANT RELOAD ON *.* TO 'cdc'@'%'"));
    }

    @Test
    void withoutACopyNobodyNeedsALock() {
        var grants = MariaDbGrants.of(List.of("GRANT SELECT, REPLICATION SLAVE, BINLOG MONITOR ON *.* TO `cdc`@`%`"));
        var never = new MariaDbNeeds(OURS, NEEDS.patterns(), NEEDS.tables(), false, false, null);

        assertThat(problems(never, server(Map.of(), grants, List.of()), TABLE)).isEmpty();
    }

    @Test
    void theIdOfAnotherReplicaIsTakenAndTheConnectorsOwnIsNot() {
        ObservedMariaDb server = server(Map.of(), ALL, List.of(OURS));

        assertThat(problems(NEEDS, server, TABLE)).extracting(Problem::code).containsExactly("ServerIdTaken");
        assertThat(problems(needs(OURS, "0-1-5"), server, TABLE)).isEmpty();
    }

    @Test
    void tablesThatCannotBeReadAreNamedWithTheGrant() {
        var hidden = new MariaDbTable("shop", "shop.secret", true, false, false, true);

        assertThat(problems(NEEDS, server(Map.of()), TABLE, hidden))
                .singleElement()
                .satisfies(problem -> assertThat(problem.ofTables()).isTrue())
                .satisfies(
                        problem -> assertThat(problem.message()).endsWith("GRANT SELECT ON shop.secret TO 'cdc'@'%'"));
    }

    /** Who may make a table is not who runs what the message says. */
    @Test
    void nameCannotGoOnAsAStatement() {
        var odd = new MariaDbTable("shop", "shop.x; DROP USER root; --%d", true, false, false, true);
        var server = new ObservedMariaDb(variables(Map.of()), "'cdc%n'@'%'", ALL, List.of(), Set.of(), Set.of());

        assertThat(problems(NEEDS, server, odd)).singleElement().satisfies(problem -> assertThat(problem.message())
                .endsWith("GRANT SELECT ON shop.`x; DROP USER root; --%d` TO 'cdc%n'@'%'"));
    }

    @Test
    void aDatabaseThatIsNotLoggedIsTold() {
        var server = new ObservedMariaDb(variables(Map.of()), "'cdc'@'%'", ALL, List.of(), Set.of(), Set.of("shop"));

        assertThat(problems(NEEDS, server, TABLE)).extracting(Problem::code).containsExactly("BinlogFiltered");
    }

    @Test
    void noTableIsToldWithTheServersWayToWriteNames() {
        assertThat(problems(NEEDS, server(Map.of("lower_case_table_names", "1"))))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.message()).contains("[shop.*]", "in lower case on this server"));
    }

    @Test
    void whatIsPurgedBeforeItWasReadIsNoted() {
        assertThat(notes(needs(OURS, "0-1-19"), "0-1-30", "0-1-20"))
                .singleElement()
                .asString()
                .contains("begins after GTID 0-1-20", "read up to 0-1-19", "copies all tables anew");
        assertThat(notes(needs(OURS, "0-1-20"), "0-1-30", "0-1-20")).isEmpty();
    }

    @Test
    void aLogThatWasResetIsNoted() {
        assertThat(notes(needs(OURS, "0-1-19"), "0-1-3", ""))
                .singleElement()
                .asString()
                .contains("ends at GTID 0-1-3", "read up to 0-1-19", "reset");
    }

    @Test
    void changesThatForeignKeysMakeAreNoted() {
        var child = new MariaDbTable("shop", "shop.lines", true, true, true, true);
        var evidence = new Evidence(server(Map.of()), binlog(null, "0-1-9", ""), List.of(TABLE, child));

        assertThat(MariaDbNotes.of(NEEDS, evidence))
                .singleElement()
                .asString()
                .contains("shop.lines", "do not reach the lake");
    }

    @Test
    void whatMakesAFillImpossibleOrAChangeDearIsNotedWithItsStatement() {
        var flat = new MariaDbTable("shop", "shop.flat", false, false, true, true);
        var keyless = new MariaDbTable("shop", "shop.log", true, false, true, false);
        var server = server(Map.of("max_binlog_total_size", "1073741824"));

        assertThat(MariaDbNotes.of(NEEDS, new Evidence(server, binlog(null, "0-1-9", ""), List.of(flat, keyless))))
                .satisfiesExactly(
                        engine -> assertThat(engine).contains("shop.flat", "ALTER TABLE ENGINE = InnoDB"),
                        key -> assertThat(key).contains("shop.log", "ALTER TABLE ADD PRIMARY KEY"),
                        size -> assertThat(size).contains("1024 MiB", "SET GLOBAL max_binlog_total_size = 0"));
    }

    @Test
    void aLogThatALossOfPowerMayShortenIsNotedOfAServerThatIsNotOurs() {
        var evidence = new Evidence(server(Map.of("sync_binlog", "0")), binlog(null, "0-1-9", ""), List.of());
        var own = new MariaDbNeeds(OURS, List.of("shop.*"), NEEDS.tables(), true, true, null);

        assertThat(MariaDbNotes.of(NEEDS, evidence))
                .singleElement()
                .asString()
                .contains("forget the end of its log", "SET GLOBAL sync_binlog = 1");
        assertThat(MariaDbNotes.of(own, evidence)).isEmpty();
        var durable = new Evidence(server(Map.of("sync_binlog", "1")), binlog(null, "0-1-9", ""), List.of());
        assertThat(MariaDbNotes.of(NEEDS, durable)).isEmpty();
    }

    private static List<String> notes(MariaDbNeeds needs, String end, String oldest) {
        var evidence = new Evidence(server(Map.of()), binlog(needs.reached(), end, oldest), List.of(TABLE));
        return MariaDbNotes.of(needs, evidence);
    }

    private static List<Problem> problems(MariaDbNeeds needs, ObservedMariaDb server, MariaDbTable... tables) {
        return MariaDbPreflight.problems(
                needs, new Evidence(server, binlog(needs.reached(), "0-1-9", ""), List.of(tables)));
    }

    private static ObservedBinlog binlog(GtidPosition reached, String end, String oldest) {
        return new ObservedBinlog(
                GtidPosition.parse(end).orElseThrow(),
                GtidPosition.parse(oldest).orElseThrow(),
                0,
                reached);
    }

    private static MariaDbNeeds needs(long serverId, String reached) {
        return new MariaDbNeeds(
                serverId,
                List.of("shop.*"),
                Pattern.compile("shop\\..*"),
                false,
                true,
                reached == null ? null : GtidPosition.parse(reached).orElseThrow());
    }

    private static ObservedMariaDb server(Map<String, String> other) {
        return server(other, ALL, List.of());
    }

    private static ObservedMariaDb server(Map<String, String> other, MariaDbGrants grants, List<Long> replicas) {
        return new ObservedMariaDb(variables(other), "'cdc'@'%'", grants, replicas, Set.of(), Set.of());
    }

    private static Map<String, String> variables(Map<String, String> other) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "version", "11.4.5-MariaDB-log",
                "log_bin", "ON",
                "binlog_format", "ROW",
                "binlog_row_image", "FULL",
                "log_bin_compress", "OFF",
                "binlog_expire_logs_seconds", "864000",
                "server_id", "1",
                "lower_case_table_names", "0",
                "gtid_binlog_state", "0-1-9"));
        variables.putAll(other);
        return variables;
    }
}
