package io.cdcpipeline.job.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cdcpipeline.job.testing.LocalSpark;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The query server over a lake with real tables. */
class QueryIT {

    private static final String TOKEN = "a-secret";

    /** Keeps a decimal's digits, zeros at its end too. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** Of key 1 two versions by changes, then one by a fill, in an epoch of its own; key 2 was deleted by it. */
    private static final String VERSIONS = """
            SELECT id, cents, CAST(from_epoch AS bigint) _cdc_from_epoch, from_commit _cdc_from_commit_lsn, from_lsn _cdc_from_lsn,
              CAST(from_time AS timestamp) _cdc_from_time, CAST(to_epoch AS bigint) _cdc_to_epoch, to_commit _cdc_to_commit_lsn,
              to_lsn _cdc_to_lsn, CAST(to_time AS timestamp) _cdc_to_time
            FROM VALUES
              (1, 10, 1, 100, 90, '2026-01-01 10:00:00Z', 1, 200, 190, '2026-01-01 11:00:00Z'),
              (1, 11, 1, 200, 190, '2026-01-01 11:00:00Z', 2, 0, 300, '2026-01-01 12:00:00Z'),
              (1, 12, 2, 0, 300, '2026-01-01 12:00:00Z', null, null, null, null),
              (2, 20, 1, 150, 140, '2026-01-01 10:30:00Z', 2, 0, 300, '2026-01-01 12:00:00Z')
              AS t(id, cents, from_epoch, from_commit, from_lsn, from_time, to_epoch, to_commit, to_lsn, to_time)
            """;

    @TempDir
    static Path lake;

    private static QueryServer server;

    @BeforeAll
    static void start() throws IOException {
        SparkSession session = LocalSpark.session().newSession();
        write(session, "SELECT 1 AS id, 'a' AS name", "shop/customers");
        write(session, "SELECT 2 AS id, 'b' AS name", "shop/customers");
        write(session, "SELECT 1 AS id", "shop/gr%c3%b6%c3%9fe%20m");
        write(session, "SELECT 'bad' AS reason", "_cdc/dead_letters");
        write(session, VERSIONS, "shop/prices");
        write(session, VERSIONS.replace("0, 300", "0, 50"), "shop/restored");
        write(
                session,
                "SELECT CAST(position AS bigint) position, CAST(at AS timestamp) time, 'shop' schema, 'customers' table,"
                        + " CAST(version AS bigint) version FROM VALUES (100, '2026-01-01 10:00:00.5Z', 0),"
                        + " (200, '2026-01-01 11:00:00Z', 1) AS p(position, at, version)",
                "_cdc/points");
        Path token = Files.writeString(Files.createTempFile("token", ""), TOKEN + "\n");
        String root = "file:" + lake;
        LakeQuery query = new LakeQuery(
                session, new LakeFolders(root, "{schema}/{table}", root + "/_cdc/dead_letters", root + "/_cdc/points"));
        server = QueryServer.start(0, token, () -> query);
    }

    private static void write(SparkSession session, String sql, String path) {
        session.sql(sql).coalesce(1).write().format("delta").mode("append").save("file:" + lake + "/" + path);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void tablesHaveTheirSourcesNames() throws Exception {
        assertThat(rows("SELECT * FROM shop.customers ORDER BY id")).isEqualTo("[[1,\"a\"],[2,\"b\"]]");
        assertThat(rows("SELECT * FROM shop.`größe m`")).isEqualTo("[[1]]");
        assertThat(rows("SELECT * FROM cdc.dead_letters")).isEqualTo("[[\"bad\"]]");
        assertThat(rows("SHOW TABLES IN shop"))
                .isEqualTo(
                        "[[\"shop\",\"customers\",false],[\"shop\",\"größe m\",false],[\"shop\",\"prices\",false],[\"shop\",\"restored\",false]]");
        assertThat(rows("SHOW SCHEMAS")).isEqualTo("[[\"cdc\"],[\"shop\"]]");
    }

    @Test
    void timeTravelShowsWhatWas() throws Exception {
        assertThat(rows("SELECT count(*) FROM shop.customers VERSION AS OF 0")).isEqualTo("[[1]]");
        assertThat(rows("DESCRIBE HISTORY shop.customers")).startsWith("[[1,").contains("[0,");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-01-01T10:00:00.5Z  | 1
            2026-01-01 10:00:00.5   | 1
            2026-01-01T10:59:59Z    | 1
            2026-01-01T11:00:00Z    | 2
            latest                  | 2
            """)
    void allTablesAreReadAtOnePoint(String when, int rows) throws Exception {
        for (String sql : List.of(
                "SELECT count(*) FROM shop.customers",
                "SELECT (SELECT count(*) FROM shop.customers)",
                "WITH c AS (SELECT * FROM lake.shop.customers) SELECT count(*) FROM c JOIN shop.customers USING (id)")) {
            assertThat(rowsAt("at-point", when, sql)).as(sql).isEqualTo("[[" + rows + "]]");
        }
    }

    @Test
    void whatIsInNoPointIsNotReadAtOne() throws Exception {
        assertThat(at("at-point", "latest", "SELECT * FROM shop.prices").body()).contains("TABLE_OR_VIEW_NOT_FOUND");
        assertThat(at("at-point", "2026-01-01T09:00:00Z", "SELECT 1").body())
                .contains(
                        "There is no point at 2026-01-01T09:00:00Z: the first that is kept is of 2026-01-01 10:00:00.5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-01-01T09:59:59Z | []
            2026-01-01T10:00:00Z | [[1,10]]
            2026-01-01T10:45:00Z | [[1,10],[2,20]]
            2026-01-01T11:00:00Z | [[1,11],[2,20]]
            2026-01-01T13:00:00Z | [[1,12]]
            0/63                 | []
            0/64                 | [[1,10]]
            0/C7                 | [[1,10],[2,20]]
            0/C8                 | [[1,11],[2,20]]
            0/12B                | [[1,11],[2,20]]
            0/12C                | [[1,12]]
            1/0                  | [[1,12]]
            """)
    void tablesOfVersionsAreReadAsTheyWere(String when, String rows) throws Exception {
        String sql = "SELECT id, cents FROM shop.prices ORDER BY id";
        assertThat(rowsAsOf(when, sql)).isEqualTo(rows);
        assertThat(rowsAsOf(when, "WITH p AS (SELECT * FROM lake.shop.prices) SELECT p.id, cents FROM p ORDER BY 1"))
                .isEqualTo(rows);
        assertThat(rowsAsOf(
                        when,
                        "SELECT p.id, prices.cents FROM shop.prices p JOIN shop.prices USING (id) WHERE EXISTS"
                                + " (SELECT 1 FROM shop.prices q WHERE q.id = p.id) ORDER BY p.id"))
                .isEqualTo(rows);
    }

    /** A server that was restored begins its log anew: its places are lower than those of before. */
    @Test
    void aPlaceIsThatOfTheLastLogThatHadComeThere() throws Exception {
        String sql = "SELECT id, cents FROM shop.restored ORDER BY id";
        assertThat(rowsAsOf("0/C8", sql)).isEqualTo("[[1,12]]");
        assertThat(rowsAsOf("0/31", sql)).isEqualTo("[]");
    }

    @Test
    void aTableThatKeepsNoVersionsCannotTellWhatItWas() throws Exception {
        HttpResponse<String> answer = post("SELECT * FROM shop.customers", TOKEN, "?as-of=2026-01-01T10:00:00Z");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("table shop.customers keeps no versions");
        assertThat(post("SELECT 1", TOKEN, "?as-of=yesterday").body()).contains("'yesterday' is no moment");
        assertThat(post("SELECT * FROM shop.prices VERSION AS OF 0", TOKEN, "?as-of=0/64")
                        .body())
                .contains("leave them out");
    }

    private static String rowsAsOf(String when, String sql) throws Exception {
        return rowsAt("as-of", when, sql);
    }

    private static String rowsAt(String how, String when, String sql) throws Exception {
        HttpResponse<String> answer = at(how, when, sql);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("rows").toString();
    }

    @Test
    void valuesArriveAsTheyAre() throws Exception {
        String sql =
                "SELECT CAST(1.50 AS DECIMAL(10,2)), X'dead', DATE'2024-02-29', TIMESTAMP'2024-02-29 12:00:00.123456',"
                        + " double('NaN'), true, null, array(1, 2), 'ü\"', 9223372036854775807";
        assertThat(rows(sql))
                .isEqualTo("[[1.50,\"\\\\xdead\",\"2024-02-29\",\"2024-02-29 12:00:00.123456\",\"NaN\",true,null,"
                        + "\"[1,2]\",\"ü\\\"\",9223372036854775807]]");
        JsonNode answer = JSON.readTree(post("SELECT 1 AS a, 2 AS a", TOKEN).body());
        assertThat(answer.get("columns").toString())
                .isEqualTo("[{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"a\",\"type\":\"int\"}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM shop.customers",
                "UPDATE shop.customers SET id = 3",
                "INSERT INTO shop.customers VALUES (3, 'c')",
                "WITH x AS (SELECT 1 AS a) INSERT INTO shop.customers SELECT a, 'x' FROM x",
                "DROP TABLE shop.customers",
                "CREATE TABLE shop.other (id INT)",
                "OPTIMIZE shop.customers",
                "VACUUM shop.customers",
                "SET spark.sql.defaultCatalog = spark_catalog",
                "MERGE INTO shop.customers t USING shop.customers s ON t.id = s.id WHEN MATCHED THEN DELETE"
            })
    void nothingCanBeChanged(String sql) throws Exception {
        HttpResponse<String> answer = post(sql, TOKEN);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("this only reads");
        assertThat(rows("SELECT count(*) FROM shop.customers")).isEqualTo("[[2]]");
    }

    @Test
    void mistakesAreExplained() throws Exception {
        HttpResponse<String> missing = post("SELECT * FROM shop.customer", TOKEN);
        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(missing.body()).contains("\"code\":\"TABLE_OR_VIEW_NOT_FOUND\"");
        assertThat(post("SELEC 1", TOKEN).body()).contains("\"code\":\"PARSE_SYNTAX_ERROR\"");
    }

    @Test
    void onlyWhoHasTheTokenMayAsk() throws Exception {
        assertThat(post("SELECT 1", "wrong").statusCode()).isEqualTo(401);
        assertThat(post("SELECT 1", "").statusCode()).isEqualTo(401);
        HttpRequest get = HttpRequest.newBuilder(uri())
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(get, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
    }

    private static String rows(String sql) throws Exception {
        HttpResponse<String> answer = post(sql, TOKEN);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("rows").toString();
    }

    private static HttpResponse<String> at(String how, String when, String sql) throws Exception {
        return post(sql, TOKEN, "?" + how + "=" + when.replace(" ", "%20"));
    }

    private static HttpResponse<String> post(String sql, String token) throws Exception {
        return post(sql, token, "");
    }

    private static HttpResponse<String> post(String sql, String token, String moment) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri() + moment))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri() {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + "/sql");
    }
}
