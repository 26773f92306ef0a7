package io.cdcpipeline.local.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.job.testing.S3Server;
import io.cdcpipeline.local.Installation;
import io.cdcpipeline.local.running.SharedPipeline;
import io.cdcpipeline.local.running.TestPipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A pipeline on this machine whose lake is in a bucket, and who reads it there. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(SharedPipeline.THIRD)
class BucketIT {

    private static final String ROWS = "SELECT id, v FROM inventory.t ORDER BY id";
    /** By delta-rs, by DuckDB and by Spark. */
    private static final String READERS = """
            from cdc_lab import Lab
            lab = Lab.here()
            print(lab.lake.read("inventory.t").values.tolist())
            print(lab.lake.duckdb("inventory.t").sql("SELECT id, v FROM inventory.t ORDER BY id").fetchall())
            print([tuple(r) for r in lab.spark("inventory.t").sql("SELECT id, v FROM inventory.t ORDER BY id").collect()])
            """;

    @TempDir
    Path folder;

    private S3Server server;

    @BeforeEach
    void start() throws Exception {
        server = S3Server.start(folder);
        server.makeBucket("lake");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void rowsAreThereOnceAfterAKillAndEveryReaderFindsThem() throws Exception {
        TestPipeline ended;
        try (TestPipeline pipeline = TestPipeline.start(folder, manifest())) {
            pipeline.source(
                    "CREATE TABLE inventory.t (id int PRIMARY KEY, v text)",
                    "INSERT INTO inventory.t VALUES (1, 'one'), (2, 'two')");
            assertThat(pipeline.lake(ROWS)).containsExactly("1|one", "2|two");

            long job = pipeline.endpoints().pids().get("apply");
            ProcessHandle.of(job).orElseThrow().destroyForcibly();
            pipeline.source(
                    "UPDATE inventory.t SET v = 'zwei' WHERE id = 2", "INSERT INTO inventory.t VALUES (3, 'three')");

            pipeline.assertEqualToSource();
            assertThat(pipeline.lake(ROWS)).containsExactly("1|one", "2|zwei", "3|three");
            assertThat(python(pipeline, READERS).lines())
                    .containsSubsequence(
                            "[[1, 'one'], [2, 'zwei'], [3, 'three']]",
                            "[(1, 'one'), (2, 'zwei'), (3, 'three')]",
                            "[(1, 'one'), (2, 'zwei'), (3, 'three')]");
            ended = pipeline;
        }
        assertThat(ended.cdc("sql", ROWS).output()).contains("zwei");
    }

    private Path manifest() throws Exception {
        String sample = Files.readString(TestPipeline.SAMPLE);
        String[] documents = sample.split("(?m)^---\n", 2);
        StringBuilder conf = new StringBuilder();
        server.options().entrySet().stream()
                .filter(option -> !option.getKey().endsWith(".key"))
                .forEach(option ->
                        conf.append("      spark.hadoop.%s: \"%s\"\n".formatted(option.getKey(), option.getValue())));
        String pipeline = documents[0].replace(
                "    volume: {size: 5Gi}\n",
                "    path: s3a://lake/shop\n    credentials: {secret: lake-s3}\n  job:\n    conf:\n" + conf);
        String secret = """
                apiVersion: v1
                kind: Secret
                metadata: {name: lake-s3}
                stringData: {fs.s3a.access.key: "%s", fs.s3a.secret.key: "%s"}
                ---
                """.formatted(
                server.options().get("fs.s3a.access.key"), server.options().get("fs.s3a.secret.key"));
        return Files.writeString(folder.resolve("bucket.yaml"), pipeline + "---\n" + secret + documents[1]);
    }

    private String python(TestPipeline pipeline, String program) throws Exception {
        LabEnvironment environment = LabEnvironment.of(Installation.current(), System.getenv());
        environment.ensure(progress -> {});
        Path out = folder.resolve("python.out");
        ProcessBuilder python = new ProcessBuilder(environment.program().toString(), "-c", program)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        python.environment().putAll(new LabProcess(Installation.current(), environment, pipeline.home()).notebooks());
        assertThat(python.start().waitFor()).as(() -> out.toString()).isZero();
        return Files.readString(out);
    }
}
