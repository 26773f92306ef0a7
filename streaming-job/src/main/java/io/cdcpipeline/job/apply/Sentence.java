package io.cdcpipeline.job.apply;

import java.util.List;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** An exception as one sentence for a status. */
final class Sentence {

    /** What Spark says of a task that failed: the reason stands below. */
    private static final List<String> WRAPPINGS =
            List.of("Job aborted", "[TASK_WRITE_FAILED]", "Task failed", "Exception thrown in awaitResult");

    private Sentence() {}

    /** The first line of what it says, or its name; where Spark only says that something failed, what did. */
    static String of(Throwable e) {
        return ExceptionUtils.getThrowableList(e).stream()
                .map(Sentence::firstLine)
                .filter(line -> WRAPPINGS.stream().noneMatch(line::startsWith))
                .findFirst()
                .orElseGet(() -> firstLine(e));
    }

    private static String firstLine(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.lines()
                .filter(l -> !l.isBlank())
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }
}
