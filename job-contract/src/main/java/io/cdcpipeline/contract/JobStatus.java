package io.cdcpipeline.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the job says of itself at {@code /status}.
 *
 * @param message why it failed, null when it did not
 * @param batch the last batch that is in the lake, -1 before the first
 * @param lastCommit ISO instant of the last commit to a table, null before the first
 * @param lagSeconds how far the lake is behind the source now, failed tables and fills aside; null while nothing is known
 * @param deadLetters records in the dead-letter table, each once, whatever restarts
 * @param offsets by topic and partition: all offsets below are readable in Delta
 * @param events records read from Kafka since the job started
 * @param repeated changes among them that the lake had already
 * @param started ISO instant of the job's start; what was asked for before it is forgotten
 * @param brokers volumes of a Kafka of the pipeline's own, as they were when it last answered
 * @param operations those that wait or run, and the last that ended, in the order in which they were asked for
 * @param letters the same by table, those first of which the first record came first
 */
public record JobStatus(
        String pipeline,
        JobState state,
        String message,
        long batch,
        String lastCommit,
        Double lagSeconds,
        double eventsPerSecond,
        long deadLetters,
        Map<String, Map<Integer, Long>> offsets,
        List<TableStatus> tables,
        long events,
        long repeated,
        String started,
        List<OperationStatus> operations,
        List<BrokerVolume> brokers,
        List<TableLetters> letters) {

    public JobStatus {
        state = state == null ? JobState.STARTING : state;
        offsets = offsets == null ? Map.of() : offsets;
        tables = tables == null ? List.of() : List.copyOf(tables);
        operations = operations == null ? List.of() : List.copyOf(operations);
        brokers = brokers == null ? List.of() : List.copyOf(brokers);
        letters = letters == null ? List.of() : List.copyOf(letters);
    }

    /** The offset below which all events of a partition can be read in Delta; 0 for one that was not seen yet. */
    public long readable(String topic, int partition) {
        return offsets.getOrDefault(topic, Map.of()).getOrDefault(partition, 0L);
    }

    /** The version of a table in Delta; empty while the job does not know the table. */
    public Optional<Long> versionOf(String table) {
        return tables.stream().filter(t -> t.name().equals(table)).findFirst().map(TableStatus::version);
    }

    /** Empty for one that the job does not know: it was asked for before its start, or ended long ago. */
    public Optional<OperationStatus> operation(String id) {
        return operations.stream().filter(o -> o.id().equals(id)).findFirst();
    }

    /** The tables in that condition, in the order of the document. */
    public List<TableStatus> tables(TableCondition condition) {
        return tables.stream().filter(t -> t.state() == condition).toList();
    }
}
