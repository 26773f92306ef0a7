package io.cdcpipeline.local.wait;

import io.cdcpipeline.contract.JobStatus;
import io.cdcpipeline.contract.TableCondition;
import io.cdcpipeline.contract.TableStatus;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.query.JobStatusClient;
import io.cdcpipeline.local.source.SourceDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Waits until all that was committed in the source at the time of the call can be read in Delta. Four steps, none of
 * which trusts a clock or a counter of events:
 *
 * <ol>
 *   <li>A message in the source's log marks the time of the call. The slot's confirmed position passes it only when Kafka
 *       has acknowledged all changes of transactions that committed before. In MariaDB's log the last GTID marks it, and
 *       the connector's offset passes it.
 *   <li>The ends of the tables' topics then cover all these changes.
 *   <li>Each table that the source had then is in the lake, an empty one, too.
 *   <li>The job has applied everything before the offsets that it reports.
 * </ol>
 */
public record CatchUp(Endpoints endpoints) {

    public void await(Deadline deadline) throws SQLException, InterruptedException, TimedOutException {
        Set<String> tables = filledTables();
        try (Connection connection = new SourceDatabase(endpoints).connect()) {
            LogMarker mark = endpoints.binlog() == null
                    ? SlotMarker.set(connection, endpoints.slot())
                    : GtidMarker.set(connection, endpoints);
            for (Optional<String> missing = mark.missing(); missing.isPresent(); missing = mark.missing()) {
                deadline.pause(missing.get());
            }
        }
        Map<String, Map<Integer, Long>> ends = new TopicEnds(endpoints).read();
        for (Optional<String> missing = missing(tables, ends); missing.isPresent(); missing = missing(tables, ends)) {
            deadline.pause(missing.get());
        }
    }

    /** All that are captured, where each comes into the lake even when it is empty. */
    private Set<String> filledTables() {
        return endpoints.filled() ? Set.copyOf(new SourceDatabase(endpoints).capturedTables()) : Set.of();
    }

    /**
     * Waits until each of the tables is in the lake, where each comes into it even when it is empty.
     *
     * @return those that are not when the time is over, sorted: one table's trouble is not another's
     * @throws TimedOutException when the job does not answer in that time
     */
    public Set<String> awaitTables(List<String> wanted, Deadline deadline)
            throws InterruptedException, TimedOutException {
        Set<String> tables = new TreeSet<>(wanted);
        tables.retainAll(filledTables());
        while (true) {
            Optional<JobStatus> status = JobStatusClient.ask(endpoints.statusUrl());
            if (status.isPresent()) {
                tables = unfilled(tables, status.get());
            }
            if (tables.isEmpty()) {
                return tables;
            }
            try {
                deadline.pause("the job does not answer at " + endpoints.statusUrl());
            } catch (TimedOutException e) {
                if (status.isEmpty()) {
                    throw e;
                }
                return tables;
            }
        }
    }

    private Optional<String> missing(Set<String> tables, Map<String, Map<Integer, Long>> ends) {
        Optional<JobStatus> status = JobStatusClient.ask(endpoints.statusUrl());
        if (status.isEmpty()) {
            return Optional.of("the job does not answer at " + endpoints.statusUrl());
        }
        return unfilled(tables, status.get()).stream()
                .findFirst()
                .map(t -> "table " + t + " is not in the lake yet")
                .or(() -> missing(ends, status.get()));
    }

    /** Which of the tables are not in the lake, sorted, where each comes into it even when it is empty. */
    static Set<String> unfilled(Set<String> tables, JobStatus status) {
        Set<String> present = status.tables().stream()
                .filter(t -> t.version() >= 0 || !isEmpty(t.state()))
                .map(TableStatus::name)
                .collect(Collectors.toSet());
        Set<String> unfilled = new TreeSet<>(tables);
        unfilled.removeAll(present);
        return unfilled;
    }

    /** What keeps the lake from having all up to these ends; empty when nothing does. */
    static Optional<String> missing(Map<String, Map<Integer, Long>> ends, JobStatus status) {
        // The offsets go on without a table that failed.
        List<TableStatus> failed = status.tables(TableCondition.FAILED);
        if (!failed.isEmpty()) {
            TableStatus first = failed.get(0);
            return Optional.of("table " + first.name() + " failed" + because(first.message()));
        }
        for (Map.Entry<String, Map<Integer, Long>> topic : ends.entrySet()) {
            for (Map.Entry<Integer, Long> partition : topic.getValue().entrySet()) {
                long readable = status.readable(topic.getKey(), partition.getKey());
                if (readable < partition.getValue()) {
                    return Optional.of("topic " + topic.getKey() + " is applied up to offset " + readable + " of "
                            + partition.getValue()
                            + because(status.message()));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isEmpty(TableCondition condition) {
        return condition == TableCondition.WAITING || condition == TableCondition.FILLING;
    }

    private static String because(String message) {
        return message == null || message.isBlank() ? "" : " (" + message + ")";
    }
}
