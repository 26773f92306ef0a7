package io.cdcpipeline.job.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablePathsTest {

    private final TablePaths paths = new TablePaths("file:/lake/", "{schema}/{table}");

    @ParameterizedTest
    @CsvSource({
        "inventory, customers, file:/lake/inventory/customers",
        "public, Order-Items_2, file:/lake/public/Order-Items_2",
        "public, a b, file:/lake/public/a%20b",
        "public, v1.5, file:/lake/public/v1.5",
        ".., ../x, file:/lake/%2e./%2e.%2fx",
        "public, _hidden, file:/lake/public/%5fhidden",
        "public, größe, file:/lake/public/gr%c3%b6%c3%9fe",
        "public, 100%, file:/lake/public/100%25",
    })
    void namesBecomeFolders(String schema, String table, String path) {
        assertThat(paths.of(new TableId(schema, table))).isEqualTo(path);
    }

    @Test
    void noTwoNamesShareAPath() {
        List<String> names =
                List.of("a b", "a_b", "a%20b", "A B", "a.b", "a/b", ".", "..", "_a", "%5fa", "é", "e\u0301");
        Set<String> distinct = new HashSet<>();
        names.forEach(n -> distinct.add(paths.of(new TableId("s", n))));
        assertThat(distinct).hasSameSizeAs(names);
    }

    @ParameterizedTest
    @CsvSource({"{schema}/{table}, 2", "cdc/{schema}.{table}, 2", "{table}, 1", "lake/{schema}/t_{table}/delta, 4"})
    void aPathTellsItsTable(String layout, int depth) {
        TablePaths other = new TablePaths("s3a://bucket", layout);
        TableId table = new TableId(layout.contains("{schema}") ? "my schema" : "", "größe/1");
        String path = other.of(table).substring("s3a://bucket/".length());
        assertThat(other.table(path)).contains(table);
        assertThat(other.depth()).isEqualTo(depth);
    }

    @Test
    void aFolderThatTheLayoutDoesNotMakeIsNoTable() {
        assertThat(new TablePaths("file:/lake", "cdc/{table}").table("other/t")).isEmpty();
    }
}
