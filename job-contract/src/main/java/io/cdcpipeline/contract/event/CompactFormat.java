package io.cdcpipeline.contract.event;

import java.util.List;

/**
 * The compact form of an event: a byte {@value #FORMAT}, the eight bytes of its schema's fingerprint (big-endian), then
 * the event in Avro's binary encoding. Its schema stands in the topic {@code <prefix>.schemas}, under the fingerprint as
 * 16 hexadecimal digits.
 */
public final class CompactFormat {

    /** The first byte: JSON begins with another, and so does any other form. */
    public static final byte FORMAT = 1;

    /** How long the header is. */
    public static final int HEADER = 9;

    /** A value's union: which of its branches follows. */
    public static final int NULL = 0;

    /** PostgreSQL's text. */
    public static final int TEXT = 1;

    /** A large value that did not change, which the source did not send. */
    public static final int UNCHANGED = 2;

    /** A value that did not fit into a message; how many bytes it has follows. */
    public static final int OMITTED = 3;

    /** As Debezium calls them. */
    public static final List<String> OPERATIONS = List.of("r", "c", "u", "d", "t");

    /** Whether the row was read by a snapshot: not, as the table's first, as any other. */
    public static final List<String> SNAPSHOTS = List.of("no", "first", "yes");

    private CompactFormat() {}

    /** How a fingerprint is written as the key of the schemas' topic. */
    public static String key(long fingerprint) {
        return String.format("%016x", fingerprint);
    }
}
