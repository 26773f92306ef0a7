package io.cdcpipeline.connect;

import java.util.Map;

/** How large an event may be. */
record EventLimit(int bytes) {

    /** A converter's option: the producer's {@code max.request.size}, which holds what a record has around it too. */
    static final String OPTION = "max.bytes";

    /** Values of up to that many characters stay in an event that is too large, so that a key does. */
    static final int SMALL = 4 * 1024;

    /** A record's key, headers and the like, and the batch around it. */
    private static final int AROUND = 64 * 1024;

    static EventLimit of(Map<String, ?> config) {
        Object bytes = config.get(OPTION);
        return new EventLimit(bytes == null ? Integer.MAX_VALUE : Integer.parseInt(bytes.toString()) - AROUND);
    }

    boolean allows(byte[] event) {
        return event == null || event.length <= bytes;
    }
}
