package io.cdcpipeline.plan.capture;

/** Values that several settings of one path through Kafka have to share. */
public final class ConnectorDefaults {

    static final String JSON_CONVERTER = "org.apache.kafka.connect.json.JsonConverter";

    /** The largest row that fits through: 16 MiB as JSON, against Kafka's 1 MiB. */
    public static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

    private ConnectorDefaults() {}
}
