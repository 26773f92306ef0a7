package io.cdcpipeline.plan;

import io.cdcpipeline.api.CdcPipeline;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Every name that is derived from a pipeline. In its namespace, {@code <pipeline>-<part>} is enough. What several
 * pipelines, perhaps of several clusters, may share (a database, a Kafka cluster, a lake) is told apart by a hash of the
 * resource's uid, so that a pipeline that is deleted and made anew never meets the slot, the topics or the checkpoint of
 * its namesake.
 */
public final class Names {

    /**
     * The longest pipeline name that is used as it stands. The longest names derived from it are a Service of Strimzi's,
     * {@code <base>-kafka-kafka-bootstrap}, and a broker's host, {@code <base>-kafka-dual-<hash>-0}; 63 characters are allowed.
     */
    public static final int MAX_PIPELINE_NAME = CdcPipeline.MAX_NAME;

    private static final int MAX_SLOT = 63;
    private static final long FIRST_SERVER_ID = 1_000_000_000L;
    private static final Pattern SERVICE_NAME = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");

    private final String namespace;
    private final String pipeline;
    private final String uid;
    private final String base;

    private Names(String namespace, String pipeline, String uid) {
        this.namespace = namespace;
        this.pipeline = pipeline;
        this.uid = uid;
        this.base = base(pipeline);
    }

    /** A manifest that no API server has seen has no uid: its namespace and name stand in for it. */
    public static Names of(CdcPipeline pipeline) {
        ObjectMeta meta = pipeline.getMetadata();
        String namespace = Objects.requireNonNullElse(meta.getNamespace(), "default");
        String uid = Objects.requireNonNullElse(meta.getUid(), namespace + "/" + meta.getName());
        return new Names(namespace, meta.getName(), uid);
    }

    public String namespace() {
        return namespace;
    }

    public String pipeline() {
        return pipeline;
    }

    public String uid() {
        return uid;
    }

    /** The pipeline as the value of a label, which has at most 63 characters. */
    public String label() {
        return base;
    }

    /** StatefulSet, Service, ConfigMap of the managed database. */
    public String database() {
        return base + "-db";
    }

    public String superuserSecret() {
        return database() + "-superuser";
    }

    public String ownerSecret() {
        return database() + "-owner";
    }

    public String replicationSecret() {
        return database() + "-replication";
    }

    public String kafka() {
        return base + "-kafka";
    }

    /**
     * Unique in the namespace, yet short: a broker's host name is made of cluster, pool and number. A pipeline that is made
     * anew has the same pool, and so the claims of before.
     */
    public String kafkaNodePool() {
        return "dual-" + Hash.of(base).brief();
    }

    public String connect() {
        return base + "-connect";
    }

    public String connector() {
        return base + "-source";
    }

    /** The SparkApplication and all that belongs to it. */
    public String apply() {
        return base + "-apply";
    }

    public String lakeClaim() {
        return base + "-lake";
    }

    /** JupyterLab, its Service, its configuration, its Secret. */
    public String lab() {
        return base + "-lab";
    }

    /** The Connect workers' group, on a Kafka cluster that others may use too. */
    public String connectGroup() {
        return connect() + "-" + hash();
    }

    /** The topic in which Connect keeps how far its connector has read the source's log. */
    public String connectOffsets() {
        return connectGroup() + "-offsets";
    }

    /** Holds no dot: a topic of a table is recognised by its three parts. At most 49 characters, of Kafka's 249. */
    public String topicPrefix() {
        return base + "-" + hash();
    }

    /** Lower-case letters, digits and underscores, at most 63 bytes, as PostgreSQL demands. */
    public String slot() {
        return bounded("cdc_" + identifier(base), MAX_SLOT - 9) + "_" + hash();
    }

    /**
     * Known before the pipeline exists, for the owner of an external database has to create the publication: hence no uid
     * in it, only namespace and name, parted by the one double underscore.
     */
    public String publication() {
        String both = namespace + "/" + pipeline;
        String plain = "cdc_" + identifier(namespace) + "__" + identifier(pipeline);
        boolean unique = !both.contains("--") && !both.contains(".");
        return unique && plain.length() <= MAX_SLOT
                ? plain
                : bounded(plain, MAX_SLOT - 9) + "_" + Hash.of(both).brief();
    }

    /** By which the pipeline reads MariaDB's log, as a replica: beyond the numbers that people choose, 10^9 to 2^32 - 1. */
    public long serverId() {
        return FIRST_SERVER_ID + Long.parseLong(hash(), 16) % ((1L << 32) - FIRST_SERVER_ID);
    }

    /** Unguessable outside the cluster (a uid is random), fixed for the pipeline's life. */
    public String unavailableValue() {
        return "__cdc_unavailable_" + Hash.of("unavailable " + uid).hex();
    }

    /** The pipeline's own folder in a lake that others may use too. */
    public String lakeFolder() {
        return "_cdc/" + base + "-" + hash();
    }

    private String hash() {
        return Hash.of(uid).brief();
    }

    private static String base(String name) {
        if (name.length() <= MAX_PIPELINE_NAME && SERVICE_NAME.matcher(name).matches()) {
            return name;
        }
        String label = "p-" + name.replace('.', '-');
        return bounded(label, MAX_PIPELINE_NAME - 9).replaceAll("-+$", "") + "-"
                + Hash.of(name).brief();
    }

    private static String identifier(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
    }

    private static String bounded(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
