package io.cdcpipeline.operator;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts the requests to the API server by method: a controller that has nothing to do should not be heard. */
final class ApiRequests implements Interceptor {

    static final String NAME = "api-requests";

    private final MeterRegistry registry;

    ApiRequests(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        String query = request.uri().getQuery();
        String method = query != null && query.contains("watch=true") ? "WATCH" : request.method();
        registry.counter("cdc.operator.api.requests", "method", method).increment();
    }
}
