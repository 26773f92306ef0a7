package io.cdcpipeline.job.transport;

import io.cdcpipeline.contract.BrokerVolume;
import io.cdcpipeline.contract.KafkaSource;
import io.cdcpipeline.contract.TopicNames;
import io.cdcpipeline.contract.event.StreamStart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Kafka's topics, through Spark's own source and Kafka's admin client. */
public final class KafkaTransport implements Transport, AutoCloseable {

    private static final ListOffsetsOptions SOON = new ListOffsetsOptions().timeoutMs(2000);

    private final KafkaSource source;
    private final Pattern topic;
    private final Admin admin;
    private final FollowedTopic<StreamStart> streams;
    private final Map<String, FollowedTopic<String>> offsets = new ConcurrentHashMap<>();

    /** Topics that were there when somebody asked for their end. */
    private final Set<String> present = ConcurrentHashMap.newKeySet();

    /** Connects when something is asked for the first time. */
    public KafkaTransport(KafkaSource source) {
        this.source = source;
        this.topic = Pattern.compile(pattern());
        this.admin = Admin.create(new HashMap<>(clientSettings(source)));
        // The connector tells of its stream among the schemas of its events.
        this.streams = new FollowedTopic<>(
                clientSettings(source),
                new TopicNames(source.topicPrefix()).schemas(),
                record -> StreamStart.KEY.equals(record.key()) ? StreamStart.parse(record.value()) : null);
    }

    /** Of any client of that Kafka. */
    static Map<String, String> clientSettings(KafkaSource source) {
        Map<String, String> settings = new TreeMap<>(source.properties());
        settings.put("bootstrap.servers", source.bootstrapServers());
        settings.put("config.providers", "directory");
        settings.put("config.providers.directory.class", DirectoryConfigProvider.class.getName());
        return settings;
    }

    /** Options of Spark's Kafka source, for a stream and for a batch. */
    public Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        clientSettings(source).forEach((name, value) -> options.put("kafka." + name, value));
        options.put("includeHeaders", "true");
        // Each table knows how far it is and sees what it misses: a gap in one topic is that table's trouble alone.
        options.put("failOnDataLoss", "false");
        return options;
    }

    /** A regular expression of the topics that are read: one for each table, and the heartbeat's. */
    public String pattern() {
        TopicNames names = new TopicNames(source.topicPrefix());
        return names.tablesPattern() + "|" + Pattern.quote(names.heartbeat());
    }

    /** All topics that are read, as they are now. */
    public Set<String> topics() {
        return wait(admin.listTopics().names()).stream()
                .filter(t -> topic.matcher(t).matches())
                .collect(Collectors.toSet());
    }

    @Override
    public Map<String, TopicInfo> describe(Collection<String> topics) {
        Map<String, TopicDescription> present = new HashMap<>();
        admin.describeTopics(topics).topicNameValues().forEach((name, future) -> {
            TopicDescription description = waitUnlessUnknown(future);
            if (description != null) {
                present.put(name, description);
            }
        });
        Map<String, Long> beginnings = offsets(present.keySet(), OffsetSpec.earliest());
        Map<String, Long> ends = offsets(present.keySet(), OffsetSpec.latest());
        Map<String, TopicInfo> infos = new HashMap<>();
        present.forEach((name, topic) -> {
            if (beginnings.containsKey(name) && ends.containsKey(name)) {
                infos.put(
                        name,
                        new TopicInfo(
                                topic.topicId().toString(),
                                topic.partitions().size(),
                                beginnings.get(name),
                                ends.get(name)));
            }
        });
        return infos;
    }

    private Map<String, Long> offsets(Set<String> topics, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> wanted =
                topics.stream().collect(Collectors.toMap(t -> new TopicPartition(t, 0), t -> which));
        var result = admin.listOffsets(wanted);
        Map<String, Long> offsets = new HashMap<>();
        for (TopicPartition partition : wanted.keySet()) {
            ListOffsetsResultInfo info = waitUnlessUnknown(result.partitionResult(partition));
            if (info != null) {
                offsets.put(partition.topic(), info.offset());
            }
        }
        return offsets;
    }

    @Override
    public Dataset<Row> read(SparkSession session, String topic, Range range) {
        String name = topic.replace("\\", "\\\\").replace("\"", "\\\"");
        return session.read()
                .format("kafka")
                .options(options())
                .option("assign", "{\"" + name + "\":[0]}")
                .option("startingOffsets", "{\"" + name + "\":{\"0\":" + range.from() + "}}")
                .option("endingOffsets", "{\"" + name + "\":{\"0\":" + range.until() + "}}")
                .load();
    }

    @Override
    public StreamStart streamStart() {
        return newest(streams);
    }

    /** Connect's own form: the key names the connector and, for Debezium, the prefix of its topics. */
    @Override
    public String connectorOffset(String offsetsTopic) {
        String own = "\"" + source.topicPrefix() + "\"";
        return newest(offsets.computeIfAbsent(
                offsetsTopic,
                name -> new FollowedTopic<>(
                        clientSettings(source),
                        name,
                        record -> record.key() != null && record.key().contains(own) ? record.value() : null)));
    }

    private <T> T newest(FollowedTopic<T> followed) {
        Long end = end(followed.topic());
        return end == null ? null : followed.read(end);
    }

    /** Null where there is no such topic: Kafka's client would ask for the end of one for a minute. */
    private Long end(String name) {
        if (present.contains(name)) {
            try {
                return wait(admin.listOffsets(Map.of(new TopicPartition(name, 0), OffsetSpec.latest()), SOON)
                                .partitionResult(new TopicPartition(name, 0)))
                        .offset();
            } catch (TransportException e) {
                // It is gone, maybe.
                present.remove(name);
            }
        }
        boolean known = waitUnlessUnknown(
                        admin.describeTopics(List.of(name)).topicNameValues().get(name))
                != null;
        Long end = known ? offsets(Set.of(name), OffsetSpec.latest()).get(name) : null;
        if (end != null) {
            present.add(name);
        }
        return end;
    }

    @Override
    public Map<String, Long> sizes() {
        Map<String, Long> sizes = new HashMap<>();
        wait(admin.describeLogDirs(nodes()).allDescriptions()).values().stream()
                .flatMap(folders -> folders.values().stream())
                .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                .filter(replica -> topic.matcher(replica.getKey().topic()).matches())
                .forEach(replica ->
                        sizes.merge(replica.getKey().topic(), replica.getValue().size(), Math::max));
        return sizes;
    }

    /** What each broker says of each of its folders' file systems; nothing of a Kafka that is not the pipeline's own. */
    public List<BrokerVolume> volumes() {
        if (source.retainedBytes() == null) {
            return List.of();
        }
        List<BrokerVolume> volumes = new ArrayList<>();
        wait(admin.describeLogDirs(nodes()).allDescriptions()).forEach((broker, folders) -> folders.values().stream()
                .filter(folder ->
                        folder.totalBytes().isPresent() && folder.usableBytes().isPresent())
                .forEach(folder -> volumes.add(new BrokerVolume(
                        broker,
                        folder.totalBytes().getAsLong(),
                        folder.usableBytes().getAsLong()))));
        return volumes;
    }

    private List<Integer> nodes() {
        return wait(admin.describeCluster().nodes()).stream().map(Node::id).toList();
    }

    @Override
    public void deleteBefore(Map<String, Long> offsets) {
        Map<TopicPartition, RecordsToDelete> records = new HashMap<>();
        offsets.forEach(
                (name, offset) -> records.put(new TopicPartition(name, 0), RecordsToDelete.beforeOffset(offset)));
        admin.deleteRecords(records).lowWatermarks().values().forEach(KafkaTransport::waitUnlessUnknown);
    }

    private static <T> T wait(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new TransportException(
                    "Kafka does not answer: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException("Interrupted while Kafka was asked", e);
        }
    }

    /** Null when Kafka does not know the topic, any more. */
    private static <T> T waitUnlessUnknown(KafkaFuture<T> future) {
        try {
            return wait(future);
        } catch (TransportException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return null;
            }
            throw e;
        }
    }

    /** Nobody waits any more for what is still asked. */
    @Override
    public void close() {
        streams.close();
        offsets.values().forEach(FollowedTopic::close);
        admin.close(Duration.ZERO);
    }
}
