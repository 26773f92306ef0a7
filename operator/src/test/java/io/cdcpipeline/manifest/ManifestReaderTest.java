package io.cdcpipeline.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.testing.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {

    private static final String PIPELINE = """
            apiVersion: cdcpipeline.io/v1alpha1
            kind: CdcPipeline
            metadata: {name: shop}
            spec:
              source: {postgresql: {database: shop, managed: {initSql: {configMap: shop-sql}}}}
              tables: [public.*]
              lake: {volume: {size: 1Gi}}
            """;

    private static final String EXTERNAL = """
            apiVersion: cdcpipeline.io/v1alpha1
            kind: CdcPipeline
            metadata: {name: shop, namespace: sales}
            spec:
              source:
                postgresql:
                  database: shop
                  external:
                    host: db
                    credentials: {secret: shop-db, usernameKey: user}
                    tls: {caSecret: shop-ca}
              tables: [public.*]
              lake: {path: "s3a://lake", credentials: {secret: lake-s3}}
            """;

    @Test
    void readsTheSampleWithItsSql() throws IOException {
        Manifest manifest = ManifestReader.read(Checkout.root().resolve("k8s/samples/inventory.yaml"));

        assertThat(manifest.pipeline().getSpec().source().heartbeat()).isEqualTo("10s");
        assertThat(manifest.configMap("inventory-sql").orElseThrow().getData().get("inventory.sql"))
                .contains("'Sally', 'Thomas'");
        assertThat(manifest.missing()).isEmpty();
    }

    static List<Path> samples() {
        return Checkout.yaml(Checkout.root().resolve("k8s/samples")).stream()
                .filter(sample -> !sample.getFileName().toString().startsWith("operation-"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleIsAManifest(Path sample) throws IOException {
        assertThat(ManifestReader.read(sample).pipeline().getSpec().tables()).isNotEmpty();
    }

    @Test
    void namesWhatThePipelineNamesAndTheFileLacks() {
        assertThat(ManifestReader.parse(PIPELINE).missing())
                .containsExactly(new Problem(
                        "spec.source.postgresql.managed.initSql.configMap",
                        "shop-sql",
                        "this file holds no ConfigMap of that name; add it after a line ---"));
    }

    @Test
    void namesEachMissingSecretAndKey() {
        String secret = """
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: shop-db, namespace: sales}
                stringData: {username: reader, password: "1234"}
                """;

        assertThat(ManifestReader.parse(EXTERNAL + secret).missing())
                .extracting(Problem::toString)
                .containsExactly(
                        "spec.source.postgresql.external.credentials.secret is shop-db: that Secret has no key user; add it",
                        "spec.source.postgresql.external.tls.caSecret is shop-ca: this file holds no Secret of that name;"
                                + " add it after a line ---",
                        "spec.lake.credentials.secret is lake-s3: this file holds no Secret of that name; add it after a"
                                + " line ---");
    }

    @Test
    void aSecretOfAnotherNamespaceIsNotThePipelines() {
        String secret = "---\napiVersion: v1\nkind: Secret\nmetadata: {name: shop-db}\n";

        assertThat(ManifestReader.parse(EXTERNAL + secret).secret("shop-db")).isEmpty();
    }

    @Test
    void allDocumentsProblemsAreToldAtOnce() {
        String configMap = "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: shop-sql}\ndata: {port: 5432}\n";

        assertThatThrownBy(() -> ManifestReader.parse(PIPELINE.replace("public.*", "customers") + configMap))
                .isInstanceOf(InvalidManifest.class)
                .hasMessage("""
                        spec.tables: not a table pattern: ["customers"]; write schema.table without quotes, with * for any\
                         characters, ? for one, and a leading ! to exclude
                        data.port is 5432: write a text, in quotes where it looks like something else""");
    }

    @Test
    void noValueOfASecretIsEverShown() {
        String secret = """
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: shop-db}
                stringData: {password: 81549300}
                data: {token: "s3cr3t!"}
                """;

        assertThatThrownBy(() -> ManifestReader.parse(PIPELINE + secret))
                .hasMessageContaining("stringData.password: write a text")
                .hasMessageContaining("data.token: must match")
                .message()
                .doesNotContain("81549300", "s3cr3t!");
    }

    @Test
    void anAliasMeansWhatItsAnchorSays() {
        String twice = PIPELINE.replace("{size: 1Gi}", "&lake {size: 1Gi}") + "  broker: {managed: {storage: *lake}}\n";

        assertThat(ManifestReader.parse(twice)
                        .pipeline()
                        .getSpec()
                        .broker()
                        .managed()
                        .storage()
                        .size())
                .isEqualTo("1Gi");
    }

    @Test
    void anotherKindIsRefusedByName() {
        assertThatThrownBy(() -> ManifestReader.parse(PIPELINE + "---\napiVersion: apps/v1\nkind: Deployment\n"))
                .hasMessageStartingWith("kind is apps/v1 Deployment: a manifest holds a CdcPipeline of");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "---\n", "# nothing\n", "---\n---\n"})
    void anEmptyFileIsToldWhatBelongsThere(String text) {
        assertThatThrownBy(() -> ManifestReader.parse(text))
                .hasMessage("a manifest holds exactly one CdcPipeline; this has 0");
    }

    @Test
    void twoPipelinesAreOneTooMany() {
        assertThatThrownBy(() -> ManifestReader.parse(PIPELINE + "---\n" + PIPELINE))
                .hasMessage("a manifest holds exactly one CdcPipeline; this has 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spec: [", "a: b: c", "\tspec: {}", "just words", "- a\n- b", "42"})
    void whatIsNoManifestIsRefused(String text) {
        assertThatThrownBy(() -> ManifestReader.parse(text)).isInstanceOf(InvalidManifest.class);
    }

    @Test
    void aKeyThatStandsTwiceIsRefusedWithItsLine() {
        assertThatThrownBy(() -> ManifestReader.parse(PIPELINE + "  tables: [a.b]\n"))
                .hasMessageContaining("duplicate key tables")
                .hasMessageContaining("line 8");
    }

    @Test
    void jsonIsAManifestToo() {
        assertThat(ManifestReader.parse("""
                                {"apiVersion": "cdcpipeline.io/v1alpha1", "kind": "CdcPipeline", "metadata": {"name": "x"},
                                 "spec": {"source": {"postgresql": {"database": "x", "managed": {}}}, "tables": ["a.b"],
                                  "lake": {"volume": {"size": "1Gi"}}}}
                                """).pipeline().getMetadata().getName()).isEqualTo("x");
    }
}
