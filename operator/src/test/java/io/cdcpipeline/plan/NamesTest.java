package io.cdcpipeline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.api.CdcPipeline;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    private static final String SERVICE = "[a-z]([-a-z0-9]{0,61}[a-z0-9])?";
    /** Those that tests of the API let through, and those that only a renderer without an API server may meet. */
    private static final String LONG = "a2345678901234567890123456789012345678901234567890123456789012345.z";

    @Test
    void aUsualNameIsKept() {
        Names names = names("shop", "inventory", "uid");

        assertThat(names.database()).isEqualTo("inventory-db");
        assertThat(names.kafka()).isEqualTo("inventory-kafka");
        assertThat(names.connect()).isEqualTo("inventory-connect");
        assertThat(names.connector()).isEqualTo("inventory-source");
        assertThat(names.apply()).isEqualTo("inventory-apply");
        assertThat(names.publication()).isEqualTo("cdc_shop__inventory");
        assertThat(names.slot()).matches("cdc_inventory_[0-9a-f]{8}");
        assertThat(names.topicPrefix()).matches("inventory-[0-9a-f]{8}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "inventory", "a23456789012345678901234567890123456789z", "1shop", "a.b", LONG})
    void whatStrimziAndKubernetesMakeOfANameStaysWithinTheirBounds(String pipeline) {
        Names names = names("n".repeat(63), pipeline, "uid");

        assertThat(List.of(
                        names.database(),
                        names.kafka() + "-kafka-bootstrap",
                        names.kafka() + "-" + names.kafkaNodePool() + "-4",
                        names.connect() + "-connect-api",
                        names.connect() + "-connect-0",
                        names.connector(),
                        names.apply() + "-driver",
                        names.lakeClaim(),
                        names.label()))
                .allMatch(name -> name.matches(SERVICE));
        // A StatefulSet's pods get the label controller-revision-hash: its name and 11 characters.
        assertThat(names.database()).hasSizeLessThanOrEqualTo(52);
        assertThat(names.slot()).matches("[a-z0-9_]{1,63}");
        assertThat(names.publication()).matches("[a-z0-9_]{1,63}");
        // Schema and table have 63 bytes each at most.
        assertThat(names.topicPrefix()).matches("[-a-z0-9]{1,121}");
    }

    @Test
    void twoPipelinesOfOneNamespaceShareNoName() {
        Set<String> one = all(names("shop", "orders", "uid-1"));
        Set<String> other = all(names("shop", "orders-db", "uid-2"));
        Set<String> dotted = all(names("shop", "orders.db", "uid-3"));

        assertThat(one).doesNotContainAnyElementsOf(other).doesNotContainAnyElementsOf(dotted);
        assertThat(other).doesNotContainAnyElementsOf(dotted);
    }

    @Test
    void publicationsOfOneDatabaseStayApart() {
        assertThat(Stream.of(
                                names("shop-a", "b", "uid"),
                                names("shop", "a-b", "uid"),
                                names("shop--a", "b", "uid"),
                                names("shop", "a--b", "uid"),
                                names("shop", "a.b", "uid"))
                        .map(Names::publication))
                .doesNotHaveDuplicates();
    }

    @Test
    void longNamesThatDifferAtTheirEndOnlyStayApart() {
        assertThat(all(names("shop", "x".repeat(60) + "1", "uid-1")))
                .doesNotContainAnyElementsOf(all(names("shop", "x".repeat(60) + "2", "uid-2")));
    }

    @Test
    void namesakesOfTwoNamespacesOrLivesShareNoDataOutsideOfTheirNamespace() {
        Names one = names("shop", "orders", "uid-1");

        for (Names other : List.of(names("test", "orders", "uid-2"), names("shop", "orders", "uid-3"))) {
            assertThat(shared(one)).doesNotContainAnyElementsOf(shared(other));
        }
    }

    @Test
    void withoutAUidANameIsStillFixed() {
        assertThat(all(names("shop", "orders", null))).isEqualTo(all(names("shop", "orders", null)));
        assertThat(all(names(null, "orders", null))).isEqualTo(all(names("default", "orders", null)));
    }

    @Test
    void thePlaceholderDoesNotShowTheUid() {
        assertThat(names("shop", "orders", "uid-1").unavailableValue())
                .doesNotContain("uid-1")
                .hasSizeGreaterThan(64);
    }

    private static Set<String> shared(Names names) {
        return Stream.of(
                        names.slot(),
                        names.topicPrefix(),
                        names.connectGroup(),
                        names.lakeFolder(),
                        names.unavailableValue())
                .collect(Collectors.toSet());
    }

    private static Set<String> all(Names names) {
        Stream<String> local = Stream.of(
                names.database(),
                names.superuserSecret(),
                names.ownerSecret(),
                names.replicationSecret(),
                names.kafka(),
                names.kafkaNodePool(),
                names.connect(),
                names.connector(),
                names.apply(),
                names.lakeClaim(),
                names.publication());
        return Stream.concat(local, shared(names).stream()).collect(Collectors.toSet());
    }

    private static Names names(String namespace, String pipeline, String uid) {
        CdcPipeline resource = new CdcPipeline();
        resource.getMetadata().setNamespace(namespace);
        resource.getMetadata().setName(pipeline);
        resource.getMetadata().setUid(uid);
        return Names.of(resource);
    }
}
