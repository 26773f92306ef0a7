package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.operator.CdcOperator;
import io.cdcpipeline.source.DatabaseAddress;
import io.cdcpipeline.source.DatabaseTls;
import io.cdcpipeline.source.Login;
import io.cdcpipeline.source.RealPostgres;
import io.cdcpipeline.source.RoleLogins;
import io.cdcpipeline.source.RoleLogins.Answer;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody writes another password into a Secret of a managed database, which asks everybody for his. */
class PasswordsIT {

    private static final Map<String, String> ROLES = Map.of(
            "shop-db-superuser", "postgres",
            "shop-db-owner", "app",
            "shop-db-replication", "cdc_replication",
            "shop-lab", "cdc_lab");

    private static RealPostgres postgres;

    private final TestCluster cluster = TestCluster.start(postgres);
    private final RoleLogins logins = new RoleLogins();

    @BeforeAll
    static void aStrictServer() {
        postgres = RealPostgres.strict();
        postgres.execute("postgres", "CREATE ROLE app LOGIN; CREATE ROLE cdc_lab LOGIN");
    }

    @AfterAll
    static void stop() {
        postgres.stop();
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void newPasswordIsSetInTheDatabaseWhosever() throws SQLException {
        cluster.operator();
        givenAPipelineWhoseDatabaseHasItsPasswords();
        Connection open = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/postgres", "app", password("shop-db-owner"));

        for (String secret : List.of("shop-db-owner", "shop-db-replication", "shop-lab", "shop-db-superuser")) {
            String before = password(secret);
            write(secret, "new one, for " + secret);

            cluster.eventually(() -> assertThat(answer(secret)).isEqualTo(Answer.OPENS));
            assertThat(logins.answer(database(), new Login(ROLES.get(secret), before)))
                    .isEqualTo(Answer.WRONG);
            cluster.eventually(() -> assertThat(cluster.events("shop"))
                    .filteredOn(e -> e.getReason().equals("PasswordSet"))
                    .extracting(Event::getNote)
                    .contains("Passwords were set in the database: role " + ROLES.get(secret) + " that of Secret "
                            + secret));
        }
        assertThat(open.isValid(5)).as("a connection from before").isTrue();
        open.close();
        cluster.awaitReady("shop");
        assertThat(cluster.condition("shop", "SourceReady").getReason()).isEqualTo("Ready");
    }

    @Test
    void passwordThatNobodyMaySetIsToldWithTheWayOut() {
        CdcOperator first = cluster.operator();
        givenAPipelineWhoseDatabaseHasItsPasswords();
        String right = password("shop-db-superuser");
        first.close();
        write("shop-db-superuser", "another");
        write("shop-db-owner", "another");

        cluster.operator();

        cluster.eventually(() -> {
            Condition source = cluster.condition("shop", "SourceReady");
            assertThat(source.getReason()).isEqualTo("PasswordDiffers");
            assertThat(source.getStatus()).isEqualTo("True");
            assertThat(source.getMessage())
                    .isEqualTo("The database can be captured. Secret shop-db-superuser does not hold the password of"
                            + " role postgres, Secret shop-db-owner does not hold the password of role app, and no"
                            + " login that is left may set it: put it back, or set it by kubectl exec -n "
                            + cluster.namespace() + " shop-db-0 -- bash /etc/cdc/scripts/passwords.sh");
            assertThat(cluster.condition("shop", "Ready").getMessage())
                    .startsWith("Changes reach the tables; The database can be captured. Secret shop-db-superuser");
        });
        assertThat(cluster.events("shop"))
                .filteredOn(e -> e.getReason().equals("PasswordDiffers"))
                .extracting(Event::getType)
                .containsOnly("Warning");

        write("shop-db-superuser", right);
        cluster.eventually(() -> {
            assertThat(cluster.condition("shop", "SourceReady").getReason()).isEqualTo("Ready");
            assertThat(answer("shop-db-owner")).isEqualTo(Answer.OPENS);
        });
    }

    @Test
    void passwordThatSomebodyChangedInTheDatabaseIsTheSecretsAgain() {
        cluster.operator();
        givenAPipelineWhoseDatabaseHasItsPasswords();

        postgres.execute("postgres", "ALTER ROLE cdc_replication PASSWORD 'by hand'");

        cluster.eventually(() -> assertThat(answer("shop-db-replication")).isEqualTo(Answer.OPENS));
        cluster.awaitReady("shop");
    }

    private void givenAPipelineWhoseDatabaseHasItsPasswords() {
        cluster.script.databaseStarts = false;
        cluster.given("shop", "lab: {}");
        List.of("shop-db-superuser", "shop-db-owner", "shop-db-replication")
                .forEach(secret -> cluster.eventually(() -> alter(secret)));
        cluster.script.databaseStarts = true;
        cluster.awaitReady("shop");
        cluster.eventually(() -> alter("shop-lab"));
    }

    /** What the scripts of a managed database do at its first start. */
    private void alter(String secret) {
        postgres.execute("postgres", "ALTER ROLE " + ROLES.get(secret) + " PASSWORD '" + password(secret) + "'");
    }

    private Answer answer(String secret) {
        return logins.answer(database(), new Login(ROLES.get(secret), password(secret)));
    }

    private DatabaseAddress database() {
        return new DatabaseAddress("127.0.0.1", postgres.port(), "postgres", DatabaseTls.none());
    }

    private String password(String secret) {
        Secret there = cluster.client()
                .secrets()
                .inNamespace(cluster.namespace())
                .withName(secret)
                .get();
        return new String(Base64.getDecoder().decode(there.getData().get("password")), StandardCharsets.UTF_8);
    }

    private void write(String secret, String password) {
        cluster.client()
                .secrets()
                .inNamespace(cluster.namespace())
                .withName(secret)
                .edit(s -> new SecretBuilder(s)
                        .addToStringData("password", password)
                        .build());
    }
}
