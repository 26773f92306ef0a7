package io.cdcpipeline.bench.decode;

import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.SourceType;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.testing.CompactTopic;
import io.cdcpipeline.job.testing.SourceTable;
import io.cdcpipeline.job.testing.TextTopic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** The same updates of one table in each form of an event: a key, two numbers, two texts, a truth and an amount. */
final class AccountEvents {

    private static final int EVENTS = 1_000;

    private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put("id", "int8");
        COLUMNS.put("branch", "int4");
        COLUMNS.put("owner", "text");
        COLUMNS.put("note", "text");
        COLUMNS.put("open", "bool");
        COLUMNS.put("balance", "float8");
    }

    private final CompactTopic compact = new CompactTopic("accounts", columns());

    String schema() {
        return compact.schema();
    }

    List<KafkaRecord> compact() {
        return events(i -> compact.record("u", "no", null, texts(i)));
    }

    List<KafkaRecord> json() {
        TextTopic topic = new TextTopic("accounts");
        columns().forEach(topic::column);
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

    private static List<SourceColumn> columns() {
        List<SourceColumn> columns = new ArrayList<>();
        COLUMNS.forEach((name, type) -> {
            boolean key = name.equals("id");
            columns.add(new SourceColumn(
                    name, SourceType.base(type, -1), key ? 1 : 0, false, key, null, false, null, null));
        });
        return columns;
    }

    private static List<KafkaRecord> events(IntFunction<KafkaRecord> event) {
        List<KafkaRecord> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            events.add(event.apply(i));
        }
        return events;
    }
}
