package io.cdcpipeline.job.collapse;

import io.cdcpipeline.contract.Repair;
import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.SourcePosition;
import io.cdcpipeline.job.decode.UnreadableRecord;

/**
 * Why a change is in the dead-letter table.
 *
 * @param letter what stands there
 * @param lacking what the table says of itself
 * @param place of the change; null when nothing of the record is to be relied on
 */
record Untold(String letter, String lacking, UnreadableRecord.Place place) {

    /** What a table says that has no place for a value, the same of each. */
    static final String UNREADABLE =
            "changes of it are in the dead-letter table, since they could not be read" + Repair.WAY_OUT;

    private static final String NO_KEY =
            "the table has no primary key, and %s: add a key, or set the connector's message.key.columns";
    private static final String ONCE = "each change is to be in a changelog once, and %s";

    private static final String TOLD_RAW = "changes of it are in the dead-letter table, since ";

    private static final String VERSION_1 = "an event of version 0.1 does not tell whether a change comes twice";

    static Untold ofNoKey(String why) {
        return new Untold(NO_KEY.formatted(why), "it has no primary key, and " + TOLD_RAW + why + Repair.WAY_OUT, null);
    }

    /** An event of a release that did not count changes. */
    static Untold ofVersion1() {
        return new Untold(ONCE.formatted(VERSION_1), TOLD_RAW + VERSION_1 + Repair.WAY_OUT, null);
    }

    static Untold of(UnreadableRecord record) {
        return new Untold(record.getMessage(), UNREADABLE, record.place());
    }

    /** Null when only Kafka tells where it stands. */
    SourcePosition position() {
        return place == null ? null : place.position();
    }

    Untold at(Change change) {
        return new Untold(letter, lacking, new UnreadableRecord.Place(change.operation(), change.position(), null));
    }
}
