package io.cdcpipeline.job.state;

import io.cdcpipeline.contract.Repair;
import io.cdcpipeline.job.transport.TopicInfo;

/** Holds what a table has of its topic against the topic as it is now. */
public final class TopicAlignment {

    private TopicAlignment() {}

    /**
     * The state from which the table goes on.
     *
     * @param info of the topic; null when it is gone
     */
    public static TableState align(TableState state, String topic, TopicInfo info) {
        AppliedPosition at = state.position();
        if (info == null && at.topicId() == null) {
            return state.at(at.in(topic, null)); // no change of the table has ever come
        }
        if (info == null) {
            return state.lacking("its topic " + topic
                    + " is gone from Kafka, and with it changes that may not have been applied" + Repair.WAY_OUT);
        }
        if (at.topicId() == null) {
            return fromBeginning(state.at(at.in(topic, info.id())), info);
        }
        if (!at.topicId().equals(info.id())) {
            TableState anew =
                    state.lacking("its topic " + topic + " was deleted and made anew, and with it changes that may"
                            + " not have been applied" + Repair.WAY_OUT);
            return fromBeginning(anew.at(at.in(topic, info.id()).atBeginningOf(info.id())), info);
        }
        return fromBeginning(state, info);
    }

    private static TableState fromBeginning(TableState state, TopicInfo info) {
        AppliedPosition at = state.position();
        long next = Math.max(0, at.next());
        if (next >= info.beginning()) {
            return state;
        }
        return state.lacking("the records of its topic " + at.topic() + " from offset " + next + " to "
                        + (info.beginning() - 1) + " expired in Kafka before they were applied" + Repair.WAY_OUT)
                .at(at.passed(info.beginning()));
    }
}
