package io.cdcpipeline.job.state;

import io.cdcpipeline.contract.Repair;
import io.cdcpipeline.contract.event.StreamStart;

/** Holds a table against the connector's stream: what it has from before another stream began may have been followed by changes that nobody read. */
public final class StreamAlignment {

    private StreamAlignment() {}

    /** @param now the stream that is given out now; null when that is not known */
    public static TableState align(TableState state, StreamStart now) {
        if (now == null || state.stream() == now.lsn()) {
            return state;
        }
        boolean empty = state.epoch() == 0;
        boolean sound = empty || state.stream() == 0 && now.continued();
        return sound ? state.of(now.lsn()) : state.after(now.lsn(), now.gap() + Repair.WAY_OUT);
    }
}
