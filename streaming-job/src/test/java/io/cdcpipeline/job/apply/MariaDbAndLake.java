package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.SourceType;
import io.cdcpipeline.job.engine.MergeEngine;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.state.TableState;
import io.cdcpipeline.job.testing.LocalSpark;
import io.cdcpipeline.job.testing.MariaDbSource;
import io.cdcpipeline.job.testing.TextTopic;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A table {@code inventory.t} of a real MariaDB, and a pipeline that may read it. */
abstract class MariaDbAndLake {

    @TempDir
    static Path login;

    static MariaDbSource source;

    @TempDir
    Path lake;

    final TextTopic t = new TextTopic("t").columns(column("id", "int", 1), column("v", "varchar(20)", 0));
    Pipeline pipeline;
    private JobConfig job;

    @BeforeAll
    static void start() throws IOException {
        source = MariaDbSource.start(login);
    }

    @AfterAll
    static void stop() {
        source.close();
    }

    @BeforeEach
    void begin() {
        JobConfig config = LocalSpark.config(lake, "uid-1");
        job = new JobConfig(
                config.pipeline(),
                config.uid(),
                config.source(),
                source.address(),
                config.lake(),
                null,
                null,
                null,
                config.onDrop(),
                null,
                null,
                config.trigger(),
                config.status());
        pipeline = new Pipeline(job, new RecordedTopics());
        source.run("CREATE TABLE inventory.t (id int PRIMARY KEY, v varchar(20)) ENGINE = InnoDB");
    }

    @AfterEach
    void clean() {
        source.run("DROP TABLE IF EXISTS inventory.t");
    }

    static SourceColumn column(String name, String type, int key) {
        return new SourceColumn(name, SourceType.mariadb(type), key, false, true, null, false, null, null, 0);
    }

    /** As the table's log has it. */
    final TableState state() {
        MergeEngine engine = new MergeEngine(LocalSpark.session().newSession());
        return new Tables(job).read(new TableId("inventory", "t"), engine).state();
    }
}
