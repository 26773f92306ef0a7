package io.cdcpipeline.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What the job is to do, as the body of a {@code POST} to {@link #PATH} with {@code Authorization: Bearer <token>}. It answers
 * 202 at once; how it goes on stands in {@link TableStatus#fill}.
 *
 * @param fill tables, as {@code schema.table}, that are to be filled from the source
 */
public record ControlRequest(List<String> fill) {

    public static final String PATH = "/control";

    private static final JsonMapper JSON = new JsonMapper();

    public ControlRequest {
        fill = fill == null ? List.of() : List.copyOf(fill);
    }

    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IOException when it is not JSON of this form */
    public static ControlRequest parse(byte[] json) throws IOException {
        return JSON.readValue(json, ControlRequest.class);
    }
}
