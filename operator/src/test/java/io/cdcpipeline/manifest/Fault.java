package io.cdcpipeline.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What is wrong with a manifest, or with a change of one.
 *
 * @param before what is there already; the smallest manifest where only {@code refused} matters
 * @param field the one that is to blame
 * @param says part of the sentence; empty where the API server's own words differ from ours
 */
record Fault(String title, Written before, Written refused, String field, String says) {

    static Stream<Fault> inManifests() {
        return read("refused.yml");
    }

    static Stream<Fault> inChanges() {
        return read("unchangeable.yml");
    }

    private static Stream<Fault> read(String resource) {
        JsonNode faults =
                new KubernetesSerialization().unmarshal(Fault.class.getResourceAsStream(resource), JsonNode.class);
        return StreamSupport.stream(faults.spliterator(), false).map(Fault::of);
    }

    private static Fault of(JsonNode fault) {
        Written before = Written.smallest().with(fault.path("from"));
        return new Fault(
                fault.path("fault").asText(),
                before,
                before.without(fault.path("unset")).with(fault.path("set")).with(fault.path("to")),
                fault.path("field").asText(),
                fault.path("says").asText());
    }

    @Override
    public String toString() {
        return title;
    }
}
