package io.cdcpipeline.connect.mariadb;

import io.cdcpipeline.contract.event.SourceColumn;
import io.debezium.config.CommonConnectorConfig.BinaryHandlingMode;
import io.debezium.config.CommonConnectorConfig.EventConvertingFailureHandlingMode;
import io.debezium.connector.mariadb.antlr.MariaDbAntlrDdlParser;
import io.debezium.connector.mariadb.jdbc.MariaDbValueConverters;
import io.debezium.jdbc.JdbcValueConverters.BigIntUnsignedMode;
import io.debezium.jdbc.JdbcValueConverters.DecimalMode;
import io.debezium.jdbc.TemporalPrecisionMode;
import io.debezium.relational.Column;
import io.debezium.relational.ValueConverter;
import io.debezium.service.spi.ServiceRegistry;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.SchemaBuilder;

/** Makes each column of a {@link DescribedTable} a string, whose schema says what it is in the source. */
final class TextConverters extends MariaDbValueConverters {

    TextConverters(ServiceRegistry services) {
        super(
                DecimalMode.PRECISE,
                TemporalPrecisionMode.ADAPTIVE_TIME_MICROSECONDS,
                BigIntUnsignedMode.PRECISE,
                BinaryHandlingMode.BYTES,
                x -> x,
                EventConvertingFailureHandlingMode.FAIL,
                services);
    }

    @Override
    public SchemaBuilder schemaBuilder(Column column) {
        return SchemaBuilder.string().optional().parameters(Map.of(SourceColumn.PARAMETER, column.typeExpression()));
    }

    @Override
    public ValueConverter converter(Column column, Field field) {
        ColumnType type = ColumnType.of(column);
        boolean characters = column.charsetName() != null && !type.isBytes();
        return new ColumnTexts(type, characters ? charsetFor(column) : null, labels(column))::text;
    }

    /** Debezium escapes a comma, with which a set would be ambiguous: no label of one has it. */
    private static List<String> labels(Column column) {
        return column.enumValues() == null
                ? List.of()
                : MariaDbAntlrDdlParser.extractEnumAndSetOptions(column.enumValues()).stream()
                        .map(label -> label.replace("\\,", ","))
                        .toList();
    }
}
