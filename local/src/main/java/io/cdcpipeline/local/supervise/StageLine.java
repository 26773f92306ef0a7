package io.cdcpipeline.local.supervise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cdcpipeline.local.stage.StageEvent;
import java.util.Optional;

/** A line of the stack's standard output. */
final class StageLine {

    private static final JsonMapper JSON = new JsonMapper();

    private StageLine() {}

    /** Empty for a line that is not a stage event, such as what a library prints. */
    static Optional<StageEvent> parse(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(line, StageEvent.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
