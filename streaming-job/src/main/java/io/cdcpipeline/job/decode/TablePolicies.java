package io.cdcpipeline.job.decode;

import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.SourceKind;
import io.cdcpipeline.contract.types.ColumnPolicy;
import io.cdcpipeline.contract.types.TypePolicies;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.schema.ColumnNumber;
import io.cdcpipeline.job.schema.TextType;
import io.cdcpipeline.job.schema.TypeDialect;
import io.cdcpipeline.job.schema.mariadb.MariaDbDialect;
import io.cdcpipeline.job.schema.postgres.PostgresDialect;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The policies of one table. */
record TablePolicies(TypePolicies policies, TableId table) {

    private static final TypeDialect POSTGRES = new PostgresDialect();
    private static final TypeDialect MARIADB = new MariaDbDialect();

    /** Each column says whose type it has. */
    private static TypeDialect dialect(SourceColumn column) {
        return column.type().source() == SourceKind.MARIADB ? MARIADB : POSTGRES;
    }

    /**
     * A column that is in the lake keeps its type, as far as its values have a place in it.
     *
     * @param lake the table's columns there; null for a table that is not there
     */
    TextType type(SourceColumn column, StructType lake) {
        TextType wanted = wanted(column);
        StructField there = lake == null ? null : find(column, lake);
        return there == null ? wanted : dialect(column).keeping(there.dataType(), column.type(), wanted);
    }

    private static StructField find(SourceColumn column, StructType lake) {
        ColumnNumber number = ColumnNumber.of(column);
        if (number != null && ColumnNumber.areIn(lake, number.relation())) {
            return ColumnNumber.find(lake, number);
        }
        return Stream.of(lake.fields())
                .filter(f -> f.name().equals(column.name()))
                .findFirst()
                .orElse(null);
    }

    private TextType wanted(SourceColumn column) {
        ColumnPolicy policy = policies.of(table.schema() + "." + table.table(), column.name(), column.key() > 0);
        return policy.text()
                ? dialect(column).text(column.type())
                : dialect(column).of(column.type(), policy.values());
    }
}
