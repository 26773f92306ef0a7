package io.cdcpipeline.local.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cdcpipeline.local.stage.StageEvent;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/** Tells the process that started this one the state of its stages: a line each, on the real standard output. */
final class StageEvents {

    private static final JsonMapper JSON = new JsonMapper();

    private final PrintStream out;

    StageEvents(PrintStream out) {
        this.out = out;
    }

    void send(StageEvent event) {
        try {
            out.println(JSON.writeValueAsString(event));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
