package io.cdcpipeline.poll;

import io.cdcpipeline.source.ObservedLog;
import io.cdcpipeline.source.ObservedSlot;
import io.cdcpipeline.source.ObservedSource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells of a slot that was given up for as long as there is none: whoever looks once a while only learns of it too. */
final class ReleasedSlots {

    private final Map<ResourceID, ObservedSlot.Released> released = new ConcurrentHashMap<>();

    ObservedSource told(ResourceID pipeline, ObservedSource seen) {
        if (!(seen instanceof ObservedSource.Seen answer)) {
            return seen;
        }
        ObservedLog log = answer.log();
        if (log instanceof ObservedSlot.Released now) {
            released.put(pipeline, now);
        } else if (!(log instanceof ObservedSlot.Absent)) {
            released.remove(pipeline);
        }
        ObservedSlot.Released before = released.get(pipeline);
        return before == null
                ? seen
                : new ObservedSource.Seen(answer.problems(), answer.notes(), answer.tables(), before);
    }

    void forget(ResourceID pipeline) {
        released.remove(pipeline);
    }
}
