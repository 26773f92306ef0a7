package io.cdcpipeline.plan;

import io.cdcpipeline.api.Mariadb;
import io.cdcpipeline.api.SourceKind;

/** What a resource belongs to, as its label {@code app.kubernetes.io/name} says. */
public enum Component {
    DATABASE("postgresql"),
    MARIADB("mariadb"),
    KAFKA("kafka"),
    CONNECT("kafka-connect"),
    APPLY("apply"),
    LAB("lab");

    private final String label;

    Component(String label) {
        this.label = label;
    }

    /** The database of a pipeline that runs one. */
    public static Component of(SourceKind source) {
        return source instanceof Mariadb ? MARIADB : DATABASE;
    }

    /** The label's value. */
    public String label() {
        return label;
    }
}
