package io.cdcpipeline.job.schema;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;

/** Reads one JSON value of one semantic type straight into a row. */
@FunctionalInterface
public interface ValueReader {

    /**
     * @param json stands on the value's first token, never on a null; afterwards on its last token
     * @throws UnreadableValue when the value has no exact place in the column's type
     */
    void read(JsonParser json, UnsafeRowWriter row, int ordinal) throws IOException;
}
