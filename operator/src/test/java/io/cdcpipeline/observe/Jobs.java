package io.cdcpipeline.observe;

import io.cdcpipeline.contract.JobState;
import io.cdcpipeline.contract.JobStatus;
import io.cdcpipeline.contract.TableCondition;
import io.cdcpipeline.contract.TableLetters;
import io.cdcpipeline.contract.TableStatus;
import java.util.List;

/** Answers of a job. */
final class Jobs {

    private Jobs() {}

    static ObservedJob starting() {
        return new ObservedJob.Seen(new JobStatus(
                "ns/shop", JobState.STARTING, null, -1, null, null, 0, 0, null, null, 0, 0, null, null, null, null));
    }

    static ObservedJob running(TableStatus... tables) {
        return running(0, 0.4, 12.0, tables);
    }

    static ObservedJob running(long deadLetters, double lag, double rate, TableStatus... tables) {
        return running(
                lag, rate, List.of(tables), List.of(new TableLetters("s.t", deadLetters, "no JSON", "t1", "t2")));
    }

    static ObservedJob withLetters(TableLetters... letters) {
        return running(1.0, 1.0, List.of(), List.of(letters));
    }

    private static ObservedJob running(double lag, double rate, List<TableStatus> tables, List<TableLetters> letters) {
        return new ObservedJob.Seen(new JobStatus(
                "ns/shop",
                JobState.RUNNING,
                null,
                7,
                null,
                lag,
                rate,
                letters.stream().mapToLong(TableLetters::count).sum(),
                null,
                tables,
                0,
                0,
                null,
                null,
                null,
                letters));
    }

    static TableStatus table(String name, TableCondition condition, String message) {
        return new TableStatus(
                name, "s/t", null, 4, condition, 0, null, null, null, null, message, null, null, null, null);
    }
}
