package io.cdcpipeline.job.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class CompactionRequestsTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final CompactionRequests requests = new CompactionRequests();

    @Test
    void whoAsksGetsWhatTheWriterDid() {
        CompletableFuture<Optional<Compaction>> asked = CompletableFuture.supplyAsync(() -> requests.ask("t", LONG));
        await().until(() -> requests.isAsked("t"));
        assertThat(requests.isAsked("u")).isFalse();

        requests.answer("t", () -> new Compaction(5, 1));

        assertThat(asked.join()).contains(new Compaction(5, 1));
        assertThat(requests.isAsked("t")).isFalse();
    }

    @Test
    void aCompactionThatFailsFailsForWhoAskedAndNotForTheWriter() {
        CompletableFuture<Optional<Compaction>> asked = CompletableFuture.supplyAsync(() -> requests.ask("t", LONG));
        await().until(() -> requests.isAsked("t"));

        requests.answer("t", () -> {
            throw new IllegalStateException("no room");
        });

        assertThatThrownBy(asked::join).isInstanceOf(CompletionException.class).hasRootCauseMessage("no room");
        assertThat(requests.isAsked("t")).isFalse();
    }

    @Test
    void aRequestStaysUntilItIsWithdrawn() {
        assertThat(requests.ask("t", Duration.ZERO)).isEmpty();
        assertThat(requests.isAsked("t")).isTrue();

        requests.withdraw("t");

        assertThat(requests.isAsked("t")).isFalse();
        requests.answer("t", () -> {
            throw new AssertionError("nobody wants it");
        });
    }
}
