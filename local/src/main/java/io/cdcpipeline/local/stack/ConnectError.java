package io.cdcpipeline.local.stack;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;
import org.apache.kafka.connect.runtime.rest.errors.BadRequestException;

/** What Connect says went wrong, as one sentence. */
final class ConnectError {

    private static final Pattern CAUSE = Pattern.compile("(?m)^(?:Caused by: )?[\\w.$]+(?:Exception|Error): (.+)$");

    private ConnectError() {}

    /** Whether Connect understood a configuration and refused it, so that trying again will not help. */
    static boolean isRefusal(Throwable failure) {
        return failure.getCause() instanceof BadRequestException;
    }

    static String sentence(Throwable failure) {
        return failure.getCause().getMessage();
    }

    /** The stack traces of the connector and its tasks, as far as they failed. */
    static List<String> traces(ConnectorStateInfo status) {
        Stream<ConnectorStateInfo.AbstractState> all =
                Stream.concat(Stream.of(status.connector()), status.tasks().stream());
        return all.filter(s -> s.state().equals("FAILED"))
                .map(s -> s.trace() == null ? "" : s.trace())
                .toList();
    }

    /** The message of the innermost exception in a printed stack trace. */
    static String cause(String trace) {
        Matcher matcher = CAUSE.matcher(trace);
        String found = "the connector failed";
        while (matcher.find()) {
            found = matcher.group(1).strip();
        }
        return found;
    }
}
