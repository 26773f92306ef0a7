package io.cdcpipeline.connect;

import io.debezium.snapshot.spi.SnapshotQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads rows as the texts that the stream has: {@code format('%s', …)} calls a type's output function, as pgoutput and
 * COPY do. {@code col::text} would not: it says {@code true} for {@code t}, strips the blanks of a {@code char(n)} and adds
 * the mask of an {@code inet}.
 */
public final class TextSnapshotQuery implements SnapshotQuery {

    static final String NAME = "cdc-text";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void configure(Map<String, ?> properties) {
        // nothing depends on the connector's options
    }

    @Override
    public Optional<String> snapshotQuery(String table, List<String> columns) {
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(columns.stream()
                .map(TextSnapshotQuery::text)
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + table)));
    }

    /** {@code IS NULL} would also be true of a composite whose fields are all NULL; this asks for the value itself. */
    private static String text(String quoted) {
        String column = requote(quoted);
        return "CASE WHEN " + column + " IS DISTINCT FROM NULL THEN format('%s', " + column + ") END AS " + column;
    }

    /** Debezium puts a name between quotes, and leaves those within as they are. */
    private static String requote(String quoted) {
        String name = quoted.substring(1, quoted.length() - 1);
        boolean escaped = !name.replace("\"\"", "").contains("\"");
        return escaped ? quoted : '"' + name.replace("\"", "\"\"") + '"';
    }
}
