package io.cdcpipeline.connect;

import io.cdcpipeline.contract.columns.SourceColumns;
import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.SourceType;
import io.debezium.config.Configuration;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Makes each column a string whose schema says what it is in the source. A column of the stream carries its description
 * along, as the log has it; one of a snapshot is looked up.
 */
public final class TextColumnConverter implements CustomConverter<SchemaBuilder, RelationalColumn> {

    private Catalog catalog;
    private SourceColumns masked;
    private SnapshotColumns snapshot;

    @Override
    public void configure(Properties options) {
        Configuration settings = Configuration.from(options);
        PostgresConnectorConfig config = new PostgresConnectorConfig(settings);
        catalog = new Catalog(config);
        masked = TextSettings.columns(settings);
        snapshot = new SnapshotColumns(catalog, new CustomKey(config.getKeyMapper()), masked);
    }

    @Override
    public void converterFor(RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
        boolean described = StreamColumn.isDescribed(column.typeExpression());
        String description =
                described ? column.typeExpression() : describe(column).toJson();
        SchemaBuilder schema =
                SchemaBuilder.string().optional().parameters(Map.of(SourceColumn.PARAMETER, description));
        registration.register(schema, described ? TextValue::of : ofSnapshot(column));
    }

    /** The stream's decoder has masked its values; a snapshot's come as the query gives them. */
    private Converter ofSnapshot(RelationalColumn column) {
        return masked.of(column.dataCollection())
                .of(column.name())
                .<Converter>map(mask -> value -> mask.of(TextValue.of(value)))
                .orElse(TextValue::of);
    }

    private SourceColumn describe(RelationalColumn column) {
        try {
            SourceColumn known = snapshot.column(column.dataCollection(), column.name());
            return known != null
                    ? known
                    : new SourceColumn(
                            column.name(), SourceType.unknown(), 0, false, false, null, false, null, null, 0);
        } catch (SQLException e) {
            throw new ConnectException(
                    "The source's catalogue could not be read for " + column.dataCollection() + "." + column.name()
                            + ": " + e.getMessage(),
                    e);
        } finally {
            catalog.close(); // a snapshot asks for all at its beginning; nobody tells us of its end
        }
    }
}
