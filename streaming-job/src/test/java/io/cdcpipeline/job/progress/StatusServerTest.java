package io.cdcpipeline.job.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cdcpipeline.contract.BrokerVolume;
import io.cdcpipeline.contract.StatusEndpoint;
import io.cdcpipeline.contract.TableLetters;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusServerTest {

    private static final String[] FIELDS = {
        "pipeline", "state", "message", "batch", "lastCommit", "lagSeconds", "eventsPerSecond", "deadLetters",
        "offsets", "tables", "events", "repeated", "started", "operations", "brokers", "letters"
    };

    private final Progress progress = new Progress("shop/\"inventory\"", table -> null);
    private StatusServer server;

    @BeforeEach
    void start() throws IOException {
        server = StatusServer.start(new StatusEndpoint("127.0.0.1", 0, null), progress);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void statusIsTheAgreedJson() throws Exception {
        progress.running();
        progress.applied(1, List.of(ProgressTest.partition("t", 0, 10, 8)), List.of(ProgressTest.table("t", 5, null)));
        progress.brokers(List.of(new BrokerVolume(0, 100, 20)));
        JsonNode status = new ObjectMapper().readTree(get("/status").body());
        assertThat(status.fieldNames()).toIterable().containsExactlyInAnyOrder(FIELDS);
        assertThat(status.at("/state").asText()).isEqualTo("Running");
        assertThat(status.at("/offsets/t/0").asLong()).isEqualTo(10);
        assertThat(status.at("/tables/0/state").asText()).isEqualTo("Live");
        assertThat(status.at("/tables/0/position/commitLsn").asLong()).isEqualTo(90);
        assertThat(status.at("/tables/0/lastBatch/rows").asLong()).isEqualTo(5);
        assertThat(status.at("/brokers/0/usableBytes").asLong()).isEqualTo(20);
    }

    @Test
    void metricsAreInPrometheusFormat() throws Exception {
        progress.running();
        progress.applied(
                1, List.of(ProgressTest.partition("t", 0, 10, 8)), List.of(ProgressTest.table("t", 5, "broken")));
        progress.letters(List.of(new TableLetters("inventory.t", 2, "say \"no\"", "t", "t")));
        String body = get("/metrics").body();
        String label = "{pipeline=\"shop/\\\"inventory\\\"\"";
        assertThat(body)
                .contains("# TYPE cdcpipeline_events_total counter\ncdcpipeline_events_total" + label + "} 8\n")
                .contains("cdcpipeline_up" + label + "} 1\n")
                .contains("cdcpipeline_table_changes_total" + label + ",table=\"inventory.t\"} 5\n")
                .contains("cdcpipeline_table_apply_seconds" + label + ",table=\"inventory.t\"} 0.500000\n")
                .contains("cdcpipeline_table_failed" + label + ",table=\"inventory.t\"} 1\n")
                .contains("cdcpipeline_dead_letters" + label + "} 2\n")
                .contains("cdcpipeline_table_dead_letters" + label
                        + ",table=\"inventory.t\",reason=\"say \\\"no\\\"\"} 2\n")
                .contains("cdcpipeline_table_incomplete" + label + ",table=\"inventory.t\"} 0\n");
        assertThat(body.lines()).allMatch(l -> l.startsWith("# ") || l.matches("[a-z_]+\\{.*} -?[0-9.]+"));
    }

    @Test
    void aLagThatIsNotKnownIsNoSample() throws Exception {
        assertThat(get("/metrics").body()).doesNotContain("cdcpipeline_lag_seconds");
        progress.heartbeat(Instant.now());
        assertThat(get("/metrics").body()).contains("cdcpipeline_lag_seconds{");
    }

    @Test
    void freshnessIsAHistogram() throws Exception {
        assertThat(get("/metrics").body())
                .contains("# TYPE cdcpipeline_freshness_seconds histogram\n")
                .doesNotContain("cdcpipeline_freshness_seconds_count");
        progress.canary(Instant.now().minusSeconds(20));
        String body = get("/metrics").body();
        String labels = "{pipeline=\"shop/\\\"inventory\\\"\",of=\"canary\"";
        assertThat(body)
                .contains("cdcpipeline_freshness_seconds_bucket" + labels + ",le=\"0.1\"} 0\n")
                .contains("cdcpipeline_freshness_seconds_bucket" + labels + ",le=\"60.0\"} 1\n")
                .contains("cdcpipeline_freshness_seconds_bucket" + labels + ",le=\"+Inf\"} 1\n")
                .contains("cdcpipeline_freshness_seconds_count" + labels + "} 1\n")
                .containsPattern("cdcpipeline_freshness_seconds_sum\\{.*} 20(\\.[0-9]+)?\n");
    }

    @Test
    void healthFailsWhenTheJobHas() throws Exception {
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        progress.failed("no more disk");
        assertThat(get("/healthz").statusCode()).isEqualTo(503);
        assertThat(get("/status").body()).contains("\"state\":\"Failed\"").contains("no more disk");
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        assertThat(get("/statuses").statusCode()).isEqualTo(404);
        assertThat(get("/").statusCode()).isEqualTo(404);
    }

    @Test
    void aPortInUseIsSaid() {
        StatusEndpoint taken = new StatusEndpoint("127.0.0.1", server.address().getPort(), null);
        assertThatThrownBy(() -> StatusServer.start(taken, progress))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:" + taken.port())
                .hasMessageContaining("Choose a free port, or 0 for any");
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
