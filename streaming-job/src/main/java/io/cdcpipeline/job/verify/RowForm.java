package io.cdcpipeline.job.verify;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.Platform;

/**
 * Rows of one table in a form in which equal rows of both sides are equal texts.
 *
 * @param columns the key's first
 * @param keyColumns how many they are; all columns for a table without a key
 */
record RowForm(List<Comparison> columns, int keyColumns) implements Serializable {

    private static final long SEED = 42;
    /** Neither occurs in a text of PostgreSQL's, and hardly in any. */
    private static final char NULL = 0;

    private static final String BEGINS_SO = String.valueOf(NULL);
    private static final char END = 0xffff;

    /** @param texts as one side prints them, in the columns' order */
    List<String> of(List<String> texts) {
        List<String> row = new ArrayList<>(texts.size());
        for (int i = 0; i < columns.size(); i++) {
            row.add(columns.get(i).form().ofAny(texts.get(i)));
        }
        return row;
    }

    List<String> key(List<String> row) {
        return row.subList(0, keyColumns);
    }

    static long hash(List<String> texts) {
        StringBuilder all = new StringBuilder();
        for (String text : texts) {
            if (text == null) {
                all.append(NULL);
            } else {
                // A text of MariaDB may begin with it.
                all.append(text.startsWith(BEGINS_SO) ? BEGINS_SO : "").append(text);
            }
            all.append(END);
        }
        byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);
        return XXH64.hashUnsafeBytes(bytes, Platform.BYTE_ARRAY_OFFSET, bytes.length, SEED);
    }

    /** What is compared, as the lake is asked for it: texts. */
    String[] lakeColumns() {
        return columns.stream()
                .map(c -> "CAST(" + (c.lakeSql() == null ? "NULL" : c.lakeSql()) + " AS STRING)")
                .toArray(String[]::new);
    }
}
