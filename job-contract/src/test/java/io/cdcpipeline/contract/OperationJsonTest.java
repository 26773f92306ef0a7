package io.cdcpipeline.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationJsonTest {

    @Test
    void aRequestThatIsWrittenIsRead() throws IOException {
        var request = new OperationRequest("a-1", OperationKind.COMPACT, List.of("s.t", "s.u.v"));

        String json = OperationJson.write(request);
        assertThat(json).isEqualTo("{\"id\":\"a-1\",\"kind\":\"Compact\",\"tables\":[\"s.t\",\"s.u.v\"]}");
        assertThat(OperationJson.request(bytes(json))).isEqualTo(request);
    }

    @Test
    void tablesAreNamedOnceAndMayBeLeftOut() throws IOException {
        assertThat(new OperationRequest("a", OperationKind.SNAPSHOT, List.of("s.t", "s.t")).tables())
                .containsExactly("s.t");
        assertThat(OperationJson.request(bytes("{\"id\":\"a\",\"kind\":\"Verify\"}"))
                        .tables())
                .isEmpty();
    }

    @Test
    void aFieldThatIsWrongIsNamed() {
        assertThatThrownBy(() -> OperationJson.request(bytes("{\"id\":\"\",\"kind\":\"Verify\"}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("id: '' is none; write");
        assertThatThrownBy(() -> OperationJson.request(bytes("{\"id\":\"a\",\"kind\":\"Verify\",\"tables\":[\".t\"]}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tables: '.t' is no table; write schema.table");
        assertThatThrownBy(() -> OperationJson.request(bytes("{\"id\":\"a\",\"kind\":\"Verify\",\"tables\":[null]}")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OperationJson.request(bytes("{\"id\":\"a\",\"kind\":\"Verify\",\"speed\":1}")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("speed");
    }

    @Test
    void anIdCannotLeadToAnotherPath() {
        for (String id : List.of("../status", "a/b", "a?b", ".", "a".repeat(101))) {
            assertThatThrownBy(() -> new OperationRequest(id, OperationKind.VERIFY, null))
                    .as(id)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(OperationRequest.path("a.b-1_c")).isEqualTo("/control/a.b-1_c");
    }

    @Test
    void aNewerJobMaySayMoreOfAnOperation() throws IOException {
        OperationStatus status =
                OperationJson.status(bytes("{\"id\":\"a\",\"kind\":\"Fly\",\"phase\":\"Landing\",\"height\":3}"));

        assertThat(status.phase()).isEqualTo(OperationPhase.RUNNING);
        assertThat(status.kind()).isNull();
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
