package io.cdcpipeline.connect;

import io.cdcpipeline.contract.catalog.PublishedPart;
import io.debezium.config.Configuration;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.snapshot.spi.SnapshotQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads rows as the texts that the stream has: {@code format('%s', …)} calls a type's output function, as pgoutput and
 * COPY do. {@code col::text} would not: it says {@code true} for {@code t}, strips the blanks of a {@code char(n)} and adds
 * the mask of an {@code inet}. What the publication leaves out, rows or columns, is not read.
 */
public final class TextSnapshotQuery implements SnapshotQuery {

    static final String NAME = "cdc-text";

    private Supplier<PublishedParts> published;
    private PublishedParts parts;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void configure(Map<String, ?> properties) {
        published = () -> PublishedParts.read(new PostgresConnectorConfig(Configuration.from(properties)));
    }

    @Override
    public Optional<String> snapshotQuery(String table, List<String> columns) {
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        if (parts == null) {
            parts = published.get();
        }
        return Optional.of(select(table, columns, parts.of(table)));
    }

    static String select(String table, List<String> columns, PublishedPart part) {
        String where = part.filter() == null ? "" : " WHERE " + part.filter();
        return columns.stream()
                .map(column -> part.hidden().contains(name(column)) ? hidden(column) : text(column))
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + table + where));
    }

    private static String hidden(String quoted) {
        return "NULL::text AS " + requote(quoted);
    }

    private static String name(String quoted) {
        String requoted = requote(quoted);
        return requoted.substring(1, requoted.length() - 1).replace("\"\"", "\"");
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
