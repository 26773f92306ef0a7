package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.local.source.SourceDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What a reader finds in the lake that shares no code with what wrote it is, to PostgreSQL, the value that it has itself:
 * it reads the reader's text as the column's type and prints the same.
 */
@ExtendWith(SharedPipeline.class)
@Execution(ExecutionMode.CONCURRENT)
class IndependentReaderIT {

    private final TestPipeline pipeline;

    IndependentReaderIT(TestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void everyTypeIsReadAsItIsBySnapshotAndByStream() throws Exception {
        String streamed = "inventory.types_for_duckdb";
        pipeline.source(TypeSample.table(streamed, TypeSample.ALL).toArray(String[]::new));
        pipeline.lake("SELECT count(*) FROM " + streamed);
        try (DuckDb reader = DuckDb.open();
                Connection source = new SourceDatabase(pipeline.endpoints()).connectForText()) {
            for (String table : List.of(SharedPipeline.TYPES, streamed)) {
                assertSame(source, table, reader.row(folder(table), 1));
                assertThat(reader.row(folder(table), 2).subList(1, TypeSample.ALL.size() + 1))
                        .containsOnlyNulls();
            }
        }
    }

    private Path folder(String table) {
        return pipeline.home().lake().resolve(table.replace('.', '/'));
    }

    private static void assertSame(Connection source, String table, List<Object> read) throws SQLException {
        try (Statement settings = source.createStatement()) {
            settings.execute("SET TimeZone = 'UTC'; SET DateStyle = 'ISO, MDY'; SET lc_monetary = 'C'");
        }
        for (int i = 0; i < TypeSample.ALL.size(); i++) {
            TypeSample sample = TypeSample.ALL.get(i);
            Object value = read.get(i + 1);
            String given = value instanceof Object[] ? "?::text[]::" : "?::text::";
            String sql = "SELECT format('%s', " + given + sample.type() + "), format('%s', c" + i + ") FROM " + table
                    + " WHERE id = 1";
            try (PreparedStatement statement = source.prepareStatement(sql)) {
                bind(statement, value);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    assertThat(row.getString(1))
                            .as("%s %s in %s", sample.type(), sample.sql(), table)
                            .isEqualTo(row.getString(2));
                }
            }
        }
    }

    private static void bind(PreparedStatement statement, Object value) throws SQLException {
        if (value instanceof Object[] list) {
            statement.setArray(1, statement.getConnection().createArrayOf("text", list));
        } else {
            // DuckDB says (BC), PostgreSQL BC.
            statement.setString(1, ((String) value).replace("(BC)", "BC"));
        }
    }
}
