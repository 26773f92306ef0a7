package io.cdcpipeline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.plan.render.Yaml;
import io.cdcpipeline.testing.Checkout;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * When an operator of this version takes over the pipelines of the one that landed before, no process of theirs is started anew:
 * what its pods are made of is as it was. {@code -Dgolden.update} takes a change that is meant to.
 */
class RestartsTest {

    private static final Path FILE = Checkout.root().resolve("operator/src/test/resources/golden/restarts.txt");
    private static final Set<String> OF_STRIMZI = Set.of("Kafka", "KafkaNodePool", "KafkaConnect", "KafkaConnector");

    @Test
    void anUpgradeStartsNothingAnew() throws IOException {
        List<String> now = Samples.names().stream()
                .flatMap(sample -> Planner.plan(Samples.pipeline(sample), Settings.defaults())
                        .resources()
                        .flatMap(RestartsTest::process)
                        .map(process -> sample + " " + process))
                .toList();
        if (System.getProperty("golden.update") != null) {
            Files.write(FILE, now);
        }

        assertThat(now)
                .as(
                        "an upgrade to this starts these anew, in each pipeline that has them; if that is meant, say so in docs/operator.md"
                                + " (An upgrade), and run with -Dgolden.update")
                .isEqualTo(Files.readAllLines(FILE));
    }

    /** Its kind and name, and a hash of that of which a change ends its pods, or the connector's task. */
    private static Stream<String> process(HasMetadata resource) {
        if (resource instanceof StatefulSet set) {
            return line(resource, set.getSpec().getTemplate());
        }
        if (OF_STRIMZI.contains(resource.getKind())) {
            return line(resource, Yaml.plain(resource).get("spec"));
        }
        return resource instanceof GenericKubernetesResource application
                ? line(resource, application.getMetadata().getAnnotations().get(Labels.SPEC_HASH))
                : Stream.of();
    }

    private static Stream<String> line(HasMetadata resource, Object made) {
        return Stream.of(resource.getKind() + "/" + resource.getMetadata().getName() + " "
                + Hash.of(Yaml.canonical(made)).brief());
    }
}
