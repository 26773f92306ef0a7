package io.cdcpipeline.poll;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a pipeline's servers, whose images its author chooses: whatever they answer, it takes no longer than a few seconds and no
 * more room than that, or one pipeline could keep the operator from all others.
 */
public final class LimitedHttp {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** Until the last byte is here. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** What a job tells of five thousand tables. */
    static final int MOST_BYTES = 4 << 20;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** The client's own limit ends with the headers. */
    public HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, head -> new Limited());
        try {
            return answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no whole answer within " + ANSWER.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private static final class Limited implements BodySubscriber<byte[]> {

        private final BodySubscriber<byte[]> all = BodySubscribers.ofByteArray();
        private Flow.Subscription subscription;
        private long left = MOST_BYTES;

        @Override
        public CompletionStage<byte[]> getBody() {
            return all.getBody();
        }

        @Override
        public void onSubscribe(Flow.Subscription to) {
            subscription = to;
            all.onSubscribe(to);
        }

        @Override
        public void onNext(List<ByteBuffer> some) {
            left -= some.stream().mapToLong(Buffer::remaining).sum();
            if (left < 0) {
                subscription.cancel();
                all.onError(new IOException("more than " + (MOST_BYTES >> 20) + " MiB"));
            } else {
                all.onNext(some);
            }
        }

        @Override
        public void onError(Throwable failure) {
            all.onError(failure);
        }

        @Override
        public void onComplete() {
            all.onComplete();
        }
    }
}
