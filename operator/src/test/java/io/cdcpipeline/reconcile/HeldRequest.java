package io.cdcpipeline.reconcile;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps one request of the operator back, so that a test can do something in the middle of a reconciliation. */
final class HeldRequest implements Interceptor {

    static final String NAME = "held-request";

    private volatile String path;
    private volatile HttpRequest held;
    private volatile boolean answered;
    private final CountDownLatch begun = new CountDownLatch(1);

    /** The next write to a path that ends so is held for a second, or until its thread is interrupted. */
    void hold(String path) {
        this.path = path;
    }

    void awaitBegun() throws InterruptedException {
        if (!begun.await(TestCluster.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("Nothing was written to " + path);
        }
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (path == null
                || request.method().equals("GET")
                || !request.uri().getPath().endsWith(path)) {
            return;
        }
        path = null;
        held = request;
        begun.countDown();
        try {
            // There is no sign by which to see that nobody interrupts.
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            // As the client fails that is interrupted while it waits for the answer; the thread goes on then.
            throw new KubernetesClientException("interrupted", e);
        }
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        answered |= held != null
                && request.uri().equals(held.uri())
                && !request.method().equals("GET");
    }

    /** Whether it was sent after all, and answered. */
    boolean isAnswered() {
        return answered;
    }
}
