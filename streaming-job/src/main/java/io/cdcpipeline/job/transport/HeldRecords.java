package io.cdcpipeline.job.transport;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.spark.Partition;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.execution.LogicalRDD;
import org.apache.spark.sql.execution.datasources.v2.DataSourceRDD;
import org.apache.spark.sql.execution.datasources.v2.DataSourceRDDPartition;
import org.apache.spark.sql.kafka010.KafkaRecordToRowConverter;
import scala.Function1;
import scala.collection.JavaConverters;

/**
 * Records that are in the driver already, as the partitions of a batch: Spark's tasks can read them, and who has the batch can do
 * without a task.
 *
 * @param rows the records of one topic's partition, as Spark's Kafka source gives them
 */
public record HeldRecords(List<UnsafeRow> rows) implements InputPartition {

    /** Makes rows of Kafka's records, as Spark's source does. Not thread-safe. */
    static final class Holder {

        private final Function1<ConsumerRecord<byte[], byte[]>, UnsafeRow> rows =
                new KafkaRecordToRowConverter().toUnsafeRowProjector(true);

        /** @param records of each partition in their order */
        HeldRecords[] hold(List<ConsumerRecord<byte[], byte[]>> records) {
            Map<String, List<UnsafeRow>> partitions = new TreeMap<>();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                partitions
                        .computeIfAbsent(record.topic() + '/' + record.partition(), p -> new ArrayList<>())
                        .add(rows.apply(record).copy());
            }
            return partitions.values().stream().map(HeldRecords::new).toArray(HeldRecords[]::new);
        }
    }

    /** The rows of a batch, as Spark read them, by its tasks' partitions; empty where a task has to read some. */
    public static Optional<List<List<UnsafeRow>>> in(Dataset<Row> batch) {
        if (!(batch.queryExecution().analyzed() instanceof LogicalRDD read)) {
            return Optional.empty();
        }
        RDD<?> rdd = read.rdd();
        while (!(rdd instanceof DataSourceRDD)) {
            if (rdd.dependencies().size() != 1) {
                return Optional.empty();
            }
            rdd = rdd.dependencies().head().rdd();
        }
        List<List<UnsafeRow>> all = new ArrayList<>();
        for (Partition partition : rdd.partitions()) {
            List<UnsafeRow> rows = new ArrayList<>();
            for (InputPartition part :
                    JavaConverters.seqAsJavaList(((DataSourceRDDPartition) partition).inputPartitions())) {
                if (!(part instanceof HeldRecords held)) {
                    return Optional.empty();
                }
                rows.addAll(held.rows());
            }
            all.add(rows);
        }
        return Optional.of(all);
    }

    /**
     * Reads them, and Kafka's own partitions as before.
     *
     * @param kafka what reads those
     */
    record Readers(PartitionReaderFactory kafka) implements PartitionReaderFactory {

        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            return partition instanceof HeldRecords held
                    ? new Reader(held.rows().iterator())
                    : kafka.createReader(partition);
        }
    }

    private static final class Reader implements PartitionReader<InternalRow> {

        private final Iterator<UnsafeRow> rows;
        private UnsafeRow row;

        Reader(Iterator<UnsafeRow> rows) {
            this.rows = rows;
        }

        @Override
        public boolean next() {
            row = rows.hasNext() ? rows.next() : null;
            return row != null;
        }

        @Override
        public InternalRow get() {
            return row;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
