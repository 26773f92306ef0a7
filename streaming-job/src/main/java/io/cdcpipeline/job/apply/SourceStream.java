package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.event.StreamStart;
import io.cdcpipeline.job.state.StreamAlignment;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.transport.Transport;

/**
 * Which stream of changes the connector gives out. It tells of a new one before it gives out a change of it: who asks before he
 * takes changes knows what is missing before them. Thread-safe.
 */
final class SourceStream {

    private final Transport transport;
    private volatile StreamStart known;

    SourceStream(Transport transport) {
        this.transport = transport;
    }

    /** Asks; null when the connector has not told. */
    StreamStart ask() {
        StreamStart now = transport.streamStart();
        known = now == null ? known : now;
        return known;
    }

    /** As it was when somebody asked last; null when it was not known. */
    StreamStart known() {
        return known;
    }

    TableContext align(TableContext table) {
        return table.with(StreamAlignment.align(table.state(), known));
    }
}
