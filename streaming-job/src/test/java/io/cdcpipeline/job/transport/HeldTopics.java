package io.cdcpipeline.job.transport;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.execution.datasources.v2.DataSourceRDD;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Few records, as the stream gives them to a batch. */
public final class HeldTopics {

    private HeldTopics() {}

    /** @param columns of Spark's Kafka source, headers included */
    public static Dataset<Row> dataset(
            SparkSession session, StructType columns, List<ConsumerRecord<byte[], byte[]>> records) {
        List<Seq<InputPartition>> partitions = List.of(new HeldRecords.Holder().hold(records)).stream()
                .map(held -> JavaConverters.asScalaBuffer(List.<InputPartition>of(held))
                        .toSeq())
                .toList();
        RDD<InternalRow> rows = new DataSourceRDD(
                session.sparkContext(),
                JavaConverters.asScalaBuffer(partitions).toSeq(),
                new HeldRecords.Readers(null),
                false,
                scala.collection.immutable.Map$.MODULE$.empty());
        return session.internalCreateDataFrame(rows, columns, false);
    }
}
