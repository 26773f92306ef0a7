package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.testing.ApiServer;
import io.cdcpipeline.testing.ThirdPartyCrds;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The operator of a stage is not installed, and is while ours runs. */
class MissingKindIT {

    private static final String DEFINITION = "sparkapplications.spark.apache.org";

    private final TestCluster cluster = TestCluster.start();

    @AfterEach
    void end() {
        cluster.close();
        ApiServer.running().install(ThirdPartyCrds.APACHE_SPARK);
    }

    @Test
    void userReadsWhatToInstallAndThePipelineGoesOnThen() {
        var definitions = cluster.client().apiextensions().v1().customResourceDefinitions();
        definitions.withName(DEFINITION).delete();
        cluster.eventually(
                () -> assertThat(definitions.withName(DEFINITION).get()).isNull());
        cluster.eventually(() -> assertThat(cluster.client().getApiResources("spark.apache.org/v1"))
                .isNull());
        cluster.operator();
        cluster.given("shop", "job: {runner: Apache}");

        cluster.eventually(() -> assertThat(cluster.condition("shop", "Ready").getMessage())
                .isEqualTo("Apply: The cluster has no SparkApplication of spark.apache.org/v1: install Apache's Spark"
                        + " operator"));

        ApiServer.running().install(ThirdPartyCrds.APACHE_SPARK);
        cluster.clock.pass(Duration.ofMinutes(1));
        cluster.eventually(() ->
                assertThat(cluster.shelf.all(WatchedKind.APACHE_APPLICATION)).hasSize(1));
        // The played Spark operator may have answered before anybody looks.
        cluster.eventually(() ->
                assertThat(cluster.condition("shop", "Applying").getReason()).isIn("NotReported", "Running"));
    }
}
