package io.cdcpipeline.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.job.fs.CheckpointFiles;
import io.cdcpipeline.job.transport.AwaitedKafka;
import io.cdcpipeline.job.transport.KafkaTransport;
import io.cdcpipeline.job.transport.TopicInfo;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/** The one query of a pipeline: all its table topics, in micro-batches. */
final class PipelineQuery {

    /** What Spark takes for a partition's first offset. */
    private static final long EARLIEST = -2;

    private final SparkSession session;
    private final JobConfig config;
    private final KafkaTransport transport;
    private final String checkpoint;

    /** @param checkpoint a folder of this machine */
    PipelineQuery(SparkSession session, JobConfig config, KafkaTransport transport, String checkpoint) {
        this.session = session.newSession();
        this.session.conf().set(CheckpointFiles.SETTING, CheckpointFiles.class.getName());
        this.config = config;
        this.transport = transport;
        this.checkpoint = checkpoint;
    }

    /** @param first by topic, where a fresh checkpoint begins; a topic that is not named begins at its beginning */
    StreamingQuery start(VoidFunction2<Dataset<Row>, Long> batches, Map<String, Long> first) throws TimeoutException {
        return session.readStream()
                .format(AwaitedKafka.class.getName())
                .option(AwaitedKafka.INTERVAL, config.trigger().intervalMillis())
                .options(transport.options())
                .option("subscribePattern", transport.pattern())
                .option("startingOffsets", startingOffsets(first))
                .option("maxOffsetsPerTrigger", config.trigger().maxEvents())
                .load()
                .writeStream()
                .queryName(config.pipeline())
                .option("checkpointLocation", checkpoint)
                // The source says when a batch begins.
                .trigger(Trigger.ProcessingTime(0))
                .foreachBatch(batches)
                .start();
    }

    /** Spark takes either a word for all partitions, or a number for each one of each topic. */
    private String startingOffsets(Map<String, Long> first) {
        if (first.isEmpty()) {
            return "earliest";
        }
        Map<String, Map<String, Long>> offsets = new TreeMap<>();
        Map<String, TopicInfo> topics = transport.describe(transport.topics());
        topics.forEach((name, topic) -> {
            Map<String, Long> partitions = new TreeMap<>();
            for (int i = 0; i < topic.partitions(); i++) {
                partitions.put(Integer.toString(i), EARLIEST);
            }
            Long wanted = first.get(name);
            if (wanted != null && wanted >= topic.beginning() && wanted <= topic.end()) {
                partitions.put("0", wanted);
            }
            offsets.put(name, partitions);
        });
        try {
            return offsets.isEmpty() ? "earliest" : new ObjectMapper().writeValueAsString(offsets);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
