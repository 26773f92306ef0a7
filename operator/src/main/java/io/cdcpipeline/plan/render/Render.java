package io.cdcpipeline.plan.render;

import io.cdcpipeline.plan.GeneratedSecret;
import io.cdcpipeline.plan.Plan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plan as YAML that {@code kubectl apply} takes: one document for each resource, in the order of the stages. */
public final class Render {

    private Render() {}

    /** The same plan always gives the same text. A Secret comes without its generated values, and says which they are. */
    public static String yaml(Plan plan) {
        return Stream.concat(
                        plan.stages().stream().flatMap(s -> documents(s.generated(), s.resources())),
                        plan.lab().stream().flatMap(l -> documents(l.generated(), l.resources())))
                .collect(Collectors.joining());
    }

    private static Stream<String> documents(List<GeneratedSecret> generated, List<HasMetadata> planned) {
        Stream<String> secrets = generated.stream().map(g -> comment(g.keys()) + document(g.template()));
        Stream<String> resources = planned.stream().map(Render::document);
        return Stream.concat(secrets, resources).map(text -> "---\n" + text);
    }

    private static String comment(List<String> keys) {
        return "# Its values are drawn once and then kept: " + String.join(", ", keys) + "\n";
    }

    private static String document(HasMetadata resource) {
        Map<String, Object> rest = Yaml.plain(resource);
        Map<String, Object> ordered = new LinkedHashMap<>();
        Stream.of("apiVersion", "kind", "metadata").forEach(key -> ordered.put(key, rest.remove(key)));
        ordered.putAll(rest);
        return Yaml.text(ordered);
    }
}
