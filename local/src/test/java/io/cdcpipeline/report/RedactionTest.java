package io.cdcpipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Given texts with secrets, known and unknown, when they are taken out, then none is left, and the rest is. */
class RedactionTest {

    private static final String SECRET = "it's \"S3cret\"/+?";
    private static final Redaction KNOWING = Redaction.of(List.of(SECRET, "abc", " \n"));
    private static final Redaction UNKNOWING = Redaction.of(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login it's \"S3cret\"/+? refused",
                "{\"why\": \"it's \\\"S3cret\\\"/+? refused\"}",
                "ALTER ROLE app PASSWORD 'it''s \"S3cret\"/+?'",
                "GET /login?it%27s+%22S3cret%22%2F%2B%3F",
                "data: aXQncyAiUzNjcmV0Ii8rPw==",
                "the word abc alone"
            })
    void aKnownSecretIsFoundHoweverItIsWritten(String text) {
        assertThat(KNOWING.text(text)).contains(Redaction.MARK).doesNotContain("S3cret", "aXQncyAi", " abc ");
    }

    @Test
    void aShortOneIsNotTakenOutOfOtherWords() {
        assertThat(KNOWING.text("abcdef and fabc")).isEqualTo("abcdef and fabc");
    }

    @Test
    void theLongerOfTwoGoesAsAWhole() {
        assertThat(Redaction.of(List.of("hunter2", "hunter2-and-more")).text("is hunter2-and-more"))
                .isEqualTo("is " + Redaction.MARK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=hunter2",
                "PGPASSWORD: hunter2",
                "\"database.password\" : \"hunter2\"",
                "{\\\"secret.key\\\":\\\"hunter2\\\"}",
                "jaas.config = Login required username=\"u\" password=\"hunter2 \";",
                "fs.s3a.secret.key=hunter2",
                "fs.azure.account.key.lake.dfs.core.windows.net=hunter2",
                "https://lake/x?sv=1&sig=hunter2&se=2",
                "Authorization: Bearer hunter2",
                "jdbc:postgresql://app:hunter2@db/shop",
                "CREATE ROLE app LOGIN PASSWORD 'hunter2'",
                "CREATE USER app IDENTIFIED BY 'hunter2'",
                "-----BEGIN RSA PRIVATE KEY-----\nhunter2\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nhunter2 cut o",
                "token eyJhbGciOiJI.eyJodW50ZXIyIjoxfQ.hunter2"
            })
    void whatLooksLikeASecretGoesToo(String text) {
        assertThat(UNKNOWING.text(text)).contains(Redaction.MARK).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "slot cdc_inventory_1a2b is active for PID 4711",
                "password: ${directory:/mnt/database:password}",
                "passwords were changed; the token is checked",
                "ERROR: duplicate key value violates unique constraint \"t_pkey\"",
                "http://inventory-apply.shop.svc:8090/status"
            })
    void theRestStaysAsItIs(String text) {
        assertThat(UNKNOWING.text(text)).isEqualTo(text);
    }

    @Test
    void ofASecretWhoLogsInAndWhereIsNone() {
        Map<String, String> secret = Map.of(
                "username",
                "app",
                "host",
                "shop-db-rw",
                "port",
                "5432",
                "dbname",
                "app",
                "ca.crt",
                "-----BEGIN",
                "fs.s3a.endpoint",
                "http://store",
                "fs.s3a.secret.key",
                "one",
                "password",
                "two",
                "pgpass",
                "three");

        assertThat(SecretKeys.secret(secret)).containsExactlyInAnyOrder("one", "two", "three");
    }

    @Test
    void ofATreeTheFieldsNameTellsTheSecretFromTheNameOfOne() {
        String tree = """
                credentials: {secret: shop-db, passwordKey: pw}
                caSecret: shop-ca
                tokenFile: /mnt/token
                sasl.password: "%1$s"
                lookup: {database.password: "${directory:/mnt:password}"}
                env: [{name: API_KEY, value: "%1$s"}, {name: ZONE, value: UTC}]
                args: ["--password=%1$s", "--port=5432"]
                replicas: 3
                """;

        assertThat(UNKNOWING.tree(read(tree.formatted("hunter2")))).isEqualTo(read(tree.formatted(Redaction.MARK)));
    }

    private static Object read(String yaml) {
        return Serialization.unmarshal(yaml, Map.class);
    }
}
