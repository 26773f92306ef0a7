package io.cdcpipeline.bench.decode;

import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.SourceType;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.testing.CompactTopic;
import io.cdcpipeline.job.testing.SourceTable;
import io.cdcpipeline.job.testing.TextTopic;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The same updates of one table in each form of an event: a key, two numbers, two texts, a truth and an amount. */
final class AccountEvents {

    private static final int EVENTS = 1_000;

    private static final List<SourceColumn> COLUMNS = List.of(
            column("id", "int8", 1),
            column("branch", "int4", 0),
            column("owner", "text", 0),
            column("note", "text", 0),
            column("open", "bool", 0),
            column("balance", "float8", 0));

    private final CompactTopic compact = new CompactTopic("accounts", COLUMNS);

    String schema() {
        return compact.schema();
    }

    List<KafkaRecord> compact() {
        return events(i -> compact.record("u", "no", null, texts(i)));
    }

    List<KafkaRecord> json() {
        TextTopic topic = new TextTopic("accounts");
        COLUMNS.forEach(topic::column);
        return events(i -> topic.update(null, texts(i)));
    }

    List<KafkaRecord> typed() {
        SourceTable topic = SourceTable.of("accounts")
                .column("id", "int64")
                .column("branch", "int32")
                .column("owner", "string")
                .column("note", "string")
                .column("open", "boolean")
                .column("balance", "double")
                .key("id");
        return events(i -> topic.update((long) i, i % 97, "owner " + i, "a note of usual length", i % 2 == 0, i / 8.0));
    }

    private static String[] texts(int i) {
        return new String[] {
            Integer.toString(i),
            Integer.toString(i % 97),
            "owner " + i,
            "a note of usual length",
            i % 2 == 0 ? "t" : "f",
            Double.toString(i / 8.0)
        };
    }

    private static SourceColumn column(String name, String type, int key) {
        return new SourceColumn(name, SourceType.base(type, -1), key, false, key > 0, null, false, null, null, 0);
    }

    private static List<KafkaRecord> events(IntFunction<KafkaRecord> event) {
        return IntStream.range(0, EVENTS).mapToObj(event).toList();
    }
}
