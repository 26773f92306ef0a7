package io.cdcpipeline.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Requests and their answers as JSON. */
public final class OperationJson {

    private static final ObjectMapper STRICT = new JsonMapper();

    /** What a newer job tells beyond what this reader knows is left out. */
    private static final ObjectMapper LENIENT = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            .build();

    private static final String VERIFIED = "verified";

    private OperationJson() {}

    /** @param value a request, or a status */
    public static String write(Record value) {
        try {
            return STRICT.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is answered to whoever asks for an operation. @param verified of a comparison, what came of each table; null else */
    public static String answer(OperationStatus status, List<TableVerification> verified) {
        ObjectNode answer = STRICT.valueToTree(status);
        if (verified != null) {
            answer.set(VERIFIED, STRICT.valueToTree(verified));
        }
        return answer.toString();
    }

    /** Of an {@link #answer}; empty when it has none. */
    public static List<TableVerification> verified(byte[] json) throws IOException {
        JsonNode verified = LENIENT.readTree(json).path(VERIFIED);
        return verified.isMissingNode() ? List.of() : LENIENT.convertValue(verified, new TypeReference<>() {});
    }

    /**
     * @throws IllegalArgumentException when a field is not as it has to be
     * @throws IOException when it is not JSON of that form
     */
    public static OperationRequest request(byte[] json) throws IOException {
        try {
            OperationRequest request = STRICT.readValue(json, OperationRequest.class);
            if (request == null) {
                throw new IllegalArgumentException("the body is no operation");
            }
            return request;
        } catch (ValueInstantiationException e) {
            if (e.getCause() instanceof IllegalArgumentException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** @throws IOException when it is not such a document */
    public static OperationStatus status(byte[] json) throws IOException {
        return LENIENT.readValue(json, OperationStatus.class);
    }
}
