package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.job.engine.MergeEngine;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.fs.LakeKeys;
import io.cdcpipeline.job.fs.S3LogStore;
import io.cdcpipeline.job.testing.ForgetfulProxy;
import io.cdcpipeline.job.testing.LocalSpark;
import io.cdcpipeline.job.testing.S3Server;
import io.cdcpipeline.job.testing.SignedBucket;
import io.cdcpipeline.job.testing.SourceTable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A lake in a bucket: the same rows as on a disk, and no commit is lost to another writer. */
class ObjectStoreIT {

    @TempDir
    static Path folder;

    private static S3Server server;

    private final SourceTable t =
            SourceTable.of("t").column("id", "int32").column("name", "string").key("id");

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = S3Server.start(folder);
        server.makeBucket("lake");
        Configuration configuration = LocalSpark.session().sparkContext().hadoopConfiguration();
        server.options().forEach(configuration::set);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Function<SparkSession, TableEngine>> engines() {
        return Stream.of(MergeEngine::new, Pipeline.engine());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void changesStandInItOnceAndAJobThatIsStartedAgainGoesOn(Function<SparkSession, TableEngine> engine)
            throws Exception {
        String root = "s3a://lake/run-" + System.nanoTime();
        Pipeline pipeline =
                new Pipeline(LocalSpark.configAt(root, "uid-1", "shop/inventory"), new RecordedTopics(), engine);
        pipeline.batch(0, t.insert(1, "one"), t.insert(2, "two"), t.insert(3, "three"));
        pipeline.batch(1, t.update(1, "eins"), t.delete(2), t.insert(4, "four"));
        assertThat(pipeline.rows("t")).containsExactly("1,eins", "3,three", "4,four");

        Pipeline restarted = pipeline.restarted().start(Map.of());

        assertThat(restarted.rows("t")).containsExactly("1,eins", "3,three", "4,four");
        restarted.batch(0, t.truncate(), t.insert(5, "five"));
        assertThat(restarted.rows("t")).containsExactly("5,five");
        assertThat(restarted.table("t").version()).isEqualTo(3);
    }

    @Test
    void keysThatAreDrawnAnewOpenTheBucketWithoutAStart(@TempDir Path keys, @TempDir Path own) throws Exception {
        try (S3Server strict = S3Server.strict(own, "of-now")) {
            SignedBucket.make(strict, "kept", "of-now");
            Files.writeString(keys.resolve(LakeKeys.ACCESS), "key");
            Files.writeString(keys.resolve(LakeKeys.SECRET), "of-before");
            Configuration configuration = new Configuration(configuration());
            configuration.set("fs.s3a.bucket.kept.endpoint", "http://127.0.0.1:" + strict.port());
            configuration.set("fs.s3a.bucket.kept.aws.credentials.provider", LakeKeys.class.getName());
            configuration.set("fs.s3a.bucket.kept.cdc.keys", keys.toString());
            var file = new org.apache.hadoop.fs.Path("s3a://kept/file");
            FileSystem bucket = file.getFileSystem(configuration);
            assertThatThrownBy(() -> bucket.getFileStatus(file)).isInstanceOf(AccessDeniedException.class);

            Files.writeString(keys.resolve(LakeKeys.SECRET), "of-now");

            long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            while (isRefused(bucket, file)) {
                assertThat(System.nanoTime()).as("still refused").isLessThan(deadline);
            }
        }
    }

    private static boolean isRefused(FileSystem bucket, org.apache.hadoop.fs.Path file) throws IOException {
        try {
            bucket.create(file, true).close();
            return false;
        } catch (AccessDeniedException e) {
            return true;
        }
    }

    @Test
    void ofTwentyWritersOfOneCommitOneIsNotRefused() throws Exception {
        org.apache.hadoop.fs.Path commit = commit("s3a://lake/raced");
        ExecutorService writers = Executors.newFixedThreadPool(20);
        List<Callable<Boolean>> all = IntStream.range(0, 20)
                .mapToObj(i -> (Callable<Boolean>) () -> isWritten(commit, "writer " + i))
                .toList();

        int written = 0;
        for (Future<Boolean> one : writers.invokeAll(all)) {
            written += one.get() ? 1 : 0;
        }

        writers.shutdown();
        assertThat(written).isEqualTo(1);
    }

    @Test
    void whoeverRepeatsHisOwnCommitHasMadeIt() throws Exception {
        org.apache.hadoop.fs.Path commit = commit("s3a://lake/repeated");

        assertThat(isWritten(commit, "mine")).isTrue();
        assertThat(isWritten(commit, "mine")).isTrue();
        assertThat(isWritten(commit, "another's")).isFalse();
    }

    @Test
    void aLogIsListedFromAVersionOnAndWithoutWhatLiesBelow() throws Exception {
        for (String name : List.of("00000000000000000009.json", "00000000000000000010.json", "_sidecars/1.parquet")) {
            isWritten(new org.apache.hadoop.fs.Path("s3a://lake/listed/_delta_log/" + name), "x");
        }

        assertThat(store().listFrom(
                                new org.apache.hadoop.fs.Path(
                                        "s3a://lake/listed/_delta_log/00000000000000000010.checkpoint"),
                                configuration()))
                .toIterable()
                .extracting(f -> f.getPath().getName())
                .containsExactly("00000000000000000010.json");
        assertThatThrownBy(() -> store().listFrom(commit("s3a://lake/none"), configuration()))
                .isInstanceOf(java.io.FileNotFoundException.class);
    }

    @Test
    void aStoreThatWouldOverwriteIsRefused() throws Exception {
        server.makeBucket("forgetful");
        try (ForgetfulProxy proxy = ForgetfulProxy.start(server.port(), "If-None-Match", "If-Nope-Match")) {
            Configuration configuration = configuration();
            configuration.set("fs.s3a.bucket.forgetful.endpoint", "http://127.0.0.1:" + proxy.port());

            assertThatThrownBy(() -> store().write(
                                    commit("s3a://forgetful/t"), List.of("x").iterator(), false, configuration))
                    .hasMessageContaining("s3a://forgetful does not know conditional writes");
        }
    }

    private static boolean isWritten(org.apache.hadoop.fs.Path path, String content) throws IOException {
        try {
            store().write(path, List.of(content).iterator(), false, configuration());
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private static org.apache.hadoop.fs.Path commit(String table) {
        return new org.apache.hadoop.fs.Path(table + "/_delta_log/00000000000000000000.json");
    }

    private static S3LogStore store() {
        return new S3LogStore(configuration());
    }

    private static Configuration configuration() {
        return LocalSpark.session().sparkContext().hadoopConfiguration();
    }
}
