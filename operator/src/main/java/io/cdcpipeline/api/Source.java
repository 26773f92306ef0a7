package io.cdcpipeline.api;

/** Exactly one database; further kinds become siblings of {@code postgresql}. */
public record Source(Postgresql postgresql, Snapshot snapshot, String heartbeat) {

    public Source {
        snapshot = snapshot == null ? Snapshot.INITIAL : snapshot;
        heartbeat = heartbeat == null ? "10s" : heartbeat;
    }
}
