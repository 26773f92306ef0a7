package io.cdcpipeline.plan;

/** What a resource belongs to, as its label {@code app.kubernetes.io/name} says. */
public enum Component {
    DATABASE("postgresql"),
    KAFKA("kafka"),
    CONNECT("kafka-connect"),
    APPLY("apply"),
    LAB("lab");

    private final String label;

    Component(String label) {
        this.label = label;
    }

    /** The label's value. */
    public String label() {
        return label;
    }
}
