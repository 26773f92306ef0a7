package io.cdcpipeline.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@link JobStatus} as JSON. A reader leaves out what it does not know, so that job and reader can be of two versions. */
public final class JobStatusJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            .build();

    private JobStatusJson() {}

    public static String write(JobStatus status) {
        try {
            return JSON.writeValueAsString(status);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IOException when it cannot be read, or is not such a document */
    public static JobStatus read(InputStream json) throws IOException {
        return JSON.readValue(json, JobStatus.class);
    }

    /** @throws IOException when it is not such a document */
    public static JobStatus read(JsonNode json) throws IOException {
        return JSON.treeToValue(json, JobStatus.class);
    }
}
