package io.cdcpipeline.job.transport;

import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.kafka010.KafkaSourceProvider;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Spark's Kafka source, of which a micro-batch begins when a record comes instead of when a clock says so. Offsets, records and
 * checkpoints are those of Spark's own; to be given to {@code format} by the name of the class.
 */
public final class AwaitedKafka implements TableProvider {

    /** An option: the least time between the beginnings of two batches, in milliseconds. */
    public static final String INTERVAL = "intervalMillis";

    private final KafkaSourceProvider kafka = new KafkaSourceProvider();

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return kafka.getTable(options).schema();
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        return new Topics(kafka.getTable(new CaseInsensitiveStringMap(properties)));
    }

    /** What can be read in micro-batches, and in no other way. */
    private record Topics(SupportsRead kafka) implements SupportsRead {

        @Override
        public String name() {
            return "AwaitedKafka";
        }

        @Override
        @SuppressWarnings("deprecation") // Spark's own has no other
        public StructType schema() {
            return kafka.schema();
        }

        @Override
        public Set<TableCapability> capabilities() {
            return Set.of(TableCapability.MICRO_BATCH_READ);
        }

        @Override
        public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
            Scan scan = kafka.newScanBuilder(options).build();
            return () -> new Records(scan, options);
        }
    }

    private record Records(Scan kafka, CaseInsensitiveStringMap options) implements Scan {

        @Override
        public StructType readSchema() {
            return kafka.readSchema();
        }

        @Override
        public CustomMetric[] supportedCustomMetrics() {
            return kafka.supportedCustomMetrics();
        }

        @Override
        public MicroBatchStream toMicroBatchStream(String checkpoint) {
            return new AwaitedStream(
                    kafka.toMicroBatchStream(checkpoint), TopicTail.of(options), options.getLong(INTERVAL, 0));
        }
    }
}
