package io.cdcpipeline.job;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.TopicNames;
import io.cdcpipeline.job.apply.BatchApplier;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.CommitLog;
import org.apache.spark.sql.execution.streaming.OffsetSeq;
import org.apache.spark.sql.execution.streaming.OffsetSeqLog;
import org.apache.spark.sql.execution.streaming.StreamMetadata;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/** The one query of a pipeline: all its table topics, in micro-batches. */
final class PipelineQuery {

    private final SparkSession session;
    private final JobConfig config;

    PipelineQuery(SparkSession session, JobConfig config) {
        this.session = session;
        this.config = config;
    }

    /**
     * The query's id, which lives in the checkpoint. A new checkpoint gets its id here rather than from Spark, because
     * commits need it before the query runs.
     */
    String id() throws IOException {
        Path file = new Path(config.lake().checkpoint(), "metadata");
        Configuration hadoop = session.sparkContext().hadoopConfiguration();
        scala.Option<StreamMetadata> present = StreamMetadata.read(file, hadoop);
        if (present.isDefined()) {
            return present.get().id();
        }
        // Spark makes the checkpoint's folder only when the query starts.
        file.getFileSystem(hadoop).mkdirs(file.getParent());
        StreamMetadata fresh = new StreamMetadata(UUID.randomUUID().toString());
        StreamMetadata.write(fresh, file, hadoop);
        return fresh.id();
    }

    /** Offsets of the last finished batch, as Spark writes them: {@code {"topic":{"partition":offset}}}. */
    String committedOffsets() {
        String checkpoint = config.lake().checkpoint();
        scala.Option<scala.Tuple2<Object, org.apache.spark.sql.execution.streaming.CommitMetadata>> last =
                new CommitLog(session, checkpoint + "/commits").getLatest();
        if (last.isEmpty()) {
            return "{}";
        }
        scala.Option<OffsetSeq> offsets = new OffsetSeqLog(session, checkpoint + "/offsets")
                .get((Long) last.get()._1());
        return offsets.isEmpty() ? "{}" : offsets.get().offsets().head().get().json();
    }

    StreamingQuery start(BatchApplier applier) throws java.util.concurrent.TimeoutException {
        return records()
                .writeStream()
                .queryName(config.pipeline())
                .option("checkpointLocation", config.lake().checkpoint())
                .trigger(Trigger.ProcessingTime(config.trigger().intervalMillis()))
                .foreachBatch(applier)
                .start();
    }

    private Dataset<Row> records() {
        DataStreamReader reader = session.readStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", config.source().bootstrapServers())
                .option("subscribePattern", new TopicNames(config.source().topicPrefix()).tablesPattern())
                .option("startingOffsets", "earliest")
                .option("failOnDataLoss", "true")
                .option("includeHeaders", "true")
                .option("maxOffsetsPerTrigger", config.trigger().maxEvents())
                .option("kafka.config.providers", "directory")
                .option("kafka.config.providers.directory.class", DirectoryConfigProvider.class.getName());
        for (Map.Entry<String, String> property : config.source().properties().entrySet()) {
            reader = reader.option("kafka." + property.getKey(), property.getValue());
        }
        return reader.load();
    }
}
