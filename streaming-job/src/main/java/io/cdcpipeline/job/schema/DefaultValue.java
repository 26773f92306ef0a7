package io.cdcpipeline.job.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;

/** A column's constant default, read as its values are. */
public final class DefaultValue {

    private static final ObjectMapper JSON = new ObjectMapper();

    private DefaultValue() {}

    /** An unsafe row of one field; null when there is none, or none that can be read. */
    public static byte[] of(ConnectField field, ColumnType type) {
        if (field.initial() == null) {
            return null;
        }
        UnsafeRowWriter row = new UnsafeRowWriter(1);
        row.reset();
        row.zeroOutNullBytes();
        try (JsonParser json = JSON.treeAsTokens(field.initial())) {
            json.nextToken();
            type.reader().read(json, row, 0);
        } catch (IOException e) {
            return null;
        }
        return row.getRow().copy().getBytes();
    }
}
