package io.cdcpipeline.job.transport;

import io.cdcpipeline.contract.event.StreamStart;
import java.util.Collection;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What carries changes from the source to the job: topics, each in the order of its offsets. Thread-safe. */
public interface Transport {

    /** What is known of each topic; those that do not exist are left out. */
    Map<String, TopicInfo> describe(Collection<String> topics);

    /**
     * The records of a part of partition 0, in the columns that {@link org.apache.spark.sql.kafka010 Spark's source} has,
     * headers included, all in one partition. Records that are gone by then are left out.
     *
     * @param range the first offset, and the one behind the last
     */
    Dataset<Row> read(SparkSession session, String topic, Range range);

    /** Where the connector's stream of changes began that is given out now; null before it has told, and where it never does. */
    StreamStart streamStart();

    /**
     * What a connector noted last of how far it has read its source's log, and all before it has been acknowledged, as JSON; null before
     * it has noted anything.
     *
     * @param offsetsTopic in which it is kept
     */
    String connectorOffset(String offsetsTopic);

    /** How many bytes each topic takes on the broker where it takes most. */
    Map<String, Long> sizes();

    /** @param offsets by topic, the first offset that is kept; what is gone already stays gone */
    void deleteBefore(Map<String, Long> offsets);

    /**
     * A part of a topic.
     *
     * @param from the first offset
     * @param until the first offset behind it
     */
    record Range(long from, long until) {}
}
