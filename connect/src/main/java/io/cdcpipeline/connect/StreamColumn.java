package io.cdcpipeline.connect;

import io.cdcpipeline.contract.event.SourceColumn;
import io.debezium.connector.postgresql.PgOid;
import io.debezium.relational.Column;
import java.sql.Types;

/** A column of the stream as Debezium's model has it: a text, whose type's expression is our description of it. */
final class StreamColumn {

    private StreamColumn() {}

    /** @param name under which Debezium knows it: unique in the table whatever the case of its letters */
    static Column of(String name, SourceColumn description) {
        return Column.editor()
                .name(name)
                .jdbcType(Types.VARCHAR)
                .nativeType(PgOid.TEXT)
                .type("text", description.toJson())
                .optional(true)
                .create();
    }

    static boolean isDescribed(String typeExpression) {
        return typeExpression != null && typeExpression.startsWith("{");
    }
}
