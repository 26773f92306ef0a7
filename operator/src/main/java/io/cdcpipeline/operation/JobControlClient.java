package io.cdcpipeline.operation;

import io.cdcpipeline.cluster.Routes;
import io.cdcpipeline.contract.OperationJson;
import io.cdcpipeline.contract.OperationRequest;
import io.cdcpipeline.contract.OperationStatus;
import io.cdcpipeline.poll.LimitedHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Asks a job for an operation, or cancels one, within limits of time and size: see {@link OperationRequest}. */
final class JobControlClient {

    /** Of an answer that is no status: a sentence. */
    private static final int LONGEST = 1000;

    private final LimitedHttp client = new LimitedHttp();
    private final Routes routes;

    JobControlClient(Routes routes) {
        this.routes = routes;
    }

    /** What the job said. */
    sealed interface Answer {

        record Known(OperationStatus status) implements Answer {}

        /** Status 404: it is still starting, or of a cancelled one, it knows nothing of it. */
        record Unknown() implements Answer {}

        /** Status 401. */
        record TokenRefused() implements Answer {}

        /** It cannot be done, whenever it is asked for. */
        record Refused(String sentence) implements Answer {}

        /** It is worth to ask again. */
        record NotNow(String sentence) implements Answer {}
    }

    /** @param url where the job answers, {@code http://host:port} */
    record Job(String url, String token) {}

    Answer ask(Job job, OperationRequest request) {
        return send(
                job,
                OperationRequest.PATH,
                HttpRequest.newBuilder()
                        .POST(HttpRequest.BodyPublishers.ofString(OperationJson.write(request)))
                        .header("Content-Type", "application/json"));
    }

    Answer cancel(Job job, String id) {
        return send(job, OperationRequest.path(id), HttpRequest.newBuilder().DELETE());
    }

    private Answer send(Job job, String path, HttpRequest.Builder request) {
        URI uri = URI.create(job.url());
        Routes.Place place = routes.to(uri.getHost(), uri.getPort());
        URI actual = URI.create(uri.getScheme() + "://" + place.host() + ":" + place.port() + path);
        try {
            return answer(client.send(request.uri(actual)
                    .header("Authorization", "Bearer " + job.token())
                    .build()));
        } catch (IOException e) {
            return new Answer.NotNow("the job does not answer at " + job.url() + ": "
                    + Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.NotNow("the operator is shutting down");
        }
    }

    private static Answer answer(HttpResponse<byte[]> response) throws IOException {
        return switch (response.statusCode()) {
            case 200, 202 -> new Answer.Known(OperationJson.status(response.body()));
            case 400, 409 -> new Answer.Refused(sentence(response));
            case 401 -> new Answer.TokenRefused();
            case 404 -> new Answer.Unknown();
            default ->
                new Answer.NotNow("the job answers with HTTP " + response.statusCode() + ": " + sentence(response));
        };
    }

    private static String sentence(HttpResponse<byte[]> response) {
        String text = new String(response.body(), StandardCharsets.UTF_8);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
