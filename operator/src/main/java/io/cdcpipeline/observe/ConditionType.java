package io.cdcpipeline.observe;

/** What a pipeline's status answers, stage by stage, in their order. */
public enum ConditionType {
    SOURCE_READY("SourceReady", "Source"),
    KAFKA_READY("KafkaReady", "Kafka"),
    CONNECT_READY("ConnectReady", "Connect"),
    CAPTURING("Capturing", "Capture"),
    APPLYING("Applying", "Apply"),
    /** No stage: while some tables fail the pipeline goes on with the others. */
    TABLES_READY("TablesReady", "Running"),
    /** No stage either: the pipeline is ready without it. There only where the spec asks for a lab. */
    LAB_READY("LabReady", "Lab");

    /** Sums up the others. */
    public static final String READY = "Ready";

    private final String condition;
    private final String stage;

    ConditionType(String condition, String stage) {
        this.condition = condition;
        this.stage = stage;
    }

    /** The condition's {@code type}. */
    public String condition() {
        return condition;
    }

    /** A message of this condition where those of others stand too. */
    String titled(String message) {
        return this == TABLES_READY ? message : stage + ": " + message;
    }

    /** What {@code status.stage} says when this is the first that is not as it should be. */
    public String stage() {
        return stage;
    }
}
