package io.cdcpipeline.observe;

import io.cdcpipeline.contract.JobState;
import io.cdcpipeline.contract.JobStatus;
import io.cdcpipeline.contract.TableCondition;
import io.cdcpipeline.contract.TableStatus;
import java.util.List;

/** Answers of a job. */
final class Jobs {

    private Jobs() {}

    static ObservedJob starting() {
        return new ObservedJob.Seen(new JobStatus(
                "ns/shop", JobState.STARTING, null, -1, null, null, 0, 0, null, null, 0, 0, null, null, null));
    }

    static ObservedJob running(TableStatus... tables) {
        return running(0, 0.4, 12.0, tables);
    }

    static ObservedJob running(long deadLetters, double lag, double rate, TableStatus... tables) {
        return new ObservedJob.Seen(new JobStatus(
                "ns/shop",
                JobState.RUNNING,
                null,
                7,
                null,
                lag,
                rate,
                deadLetters,
                null,
                List.of(tables),
                0,
                0,
                null,
                null,
                null));
    }

    static TableStatus table(String name, TableCondition condition, String message) {
        return new TableStatus(
                name, "s/t", null, 4, condition, 0, null, null, null, null, message, null, null, null, null);
    }
}
