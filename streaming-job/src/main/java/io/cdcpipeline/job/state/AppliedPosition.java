package io.cdcpipeline.job.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cdcpipeline.job.decode.LogPosition;
import io.cdcpipeline.job.decode.SourcePosition;
import java.io.Serializable;

/**
 * How far a table has come: all changes before it are in the table, none after it.
 *
 * @param topic the Kafka topic that carries the table's changes, null before the first
 * @param topicId Kafka's id of the topic, which a topic made anew under the same name does not share; null when unknown
 * @param next the first offset of the topic that is not in the table; -1 before the first
 * @param log the place of the last change in the source's log; {@link LogPosition#NONE} before the first of an epoch
 * @param timeMicros the newest commit time of a change applied in this epoch
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AppliedPosition(String topic, String topicId, long next, LogPosition log, long timeMicros)
        implements Serializable {

    /** Before any change. */
    public static final AppliedPosition NONE = new AppliedPosition(null, null, -1, LogPosition.NONE, Long.MIN_VALUE);

    /** In that topic, from where this one stands or from its beginning. */
    public AppliedPosition in(String name, String id) {
        return new AppliedPosition(name, id, next, log, timeMicros);
    }

    /** The topic has nothing for the table before that offset. */
    public AppliedPosition passed(long nextOffset) {
        return new AppliedPosition(topic, topicId, Math.max(next, nextOffset), log, timeMicros);
    }

    /** With a change of the source's log applied. */
    public AppliedPosition at(SourcePosition position) {
        return new AppliedPosition(topic, topicId, next, position.log(), Math.max(timeMicros, position.timeMicros()));
    }

    /** The topic was made anew: it is read from its beginning. */
    public AppliedPosition atBeginningOf(String id) {
        return new AppliedPosition(topic, id, 0, log, timeMicros);
    }

    /** The offset stays, the source's positions start anew: those of another epoch cannot be compared. */
    public AppliedPosition ofNewEpoch() {
        return new AppliedPosition(topic, topicId, next, NONE.log, NONE.timeMicros);
    }
}
