package io.cdcpipeline.local.supervise;

import io.cdcpipeline.local.Installation;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.mapping.JobLaunch;
import io.cdcpipeline.local.process.ClassArchive;
import io.cdcpipeline.local.process.JavaCommand;
import io.cdcpipeline.local.stack.StackMain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The command lines of the child processes. */
record LaunchCommands(Installation installation, PipelineHome home, JvmTuning speed) {

    private static final String LOG_CONFIG = "log4j2.configurationFile";

    /** @param plugin the connector is a plugin of the worker's, and not on the class path */
    Launch stack(Path spec, boolean plugin) {
        String classPath = plugin ? installation.pluginStackClassPath() : installation.cliClassPath();
        ClassArchive archive = installation.archive(plugin ? "plugin-stack" : "stack", classPath);
        List<String> command = new JavaCommand(StackMain.class.getName())
                .options(List.of("-Xms128m", "-Xmx1g", "-XX:+UseSerialGC"))
                .options(speed.options())
                .options(archive.options())
                .properties(Map.of(
                        "cdc.logs",
                        home.logs().toString(),
                        LOG_CONFIG,
                        "classpath:stack-log4j2.xml",
                        "java.awt.headless",
                        "true",
                        // as the plan's KafkaConnect has it
                        "user.timezone",
                        "UTC"))
                .line(classPath, List.of(spec.toString()));
        return new Launch(command, archive);
    }

    Launch job(JobLaunch job) {
        ClassArchive archive = installation.archive("job", installation.jobClassPath());
        Map<String, String> properties = new TreeMap<>(job.conf());
        properties.put("cdc.logs", home.logs().toString());
        properties.put(LOG_CONFIG, "classpath:job-log4j2.xml");
        List<String> command = new JavaCommand(job.mainClass())
                .options(List.of("-Xmx" + job.memory(), "-XX:+UseParallelGC"))
                .options(speed.options())
                .options(archive.options())
                .options(JobModules.OPTIONS)
                .options(job.jvmOptions())
                .properties(properties)
                .line(installation.jobClassPath(), job.arguments());
        return new Launch(command, archive);
    }

    /**
     * The program that answers one statement, which is still to be added as last argument.
     *
     * @param store Hadoop's options of the lake's object store
     */
    List<String> query(Path jobConfig, Map<String, String> store) {
        Map<String, String> hadoop = new TreeMap<>();
        store.forEach((name, value) -> hadoop.put("spark.hadoop." + name, value));
        ClassArchive archive = installation.archive("job", installation.jobClassPath());
        return new JavaCommand("io.cdcpipeline.job.query.QueryMain")
                .options(List.of("-Xmx1g", "-XX:+UseSerialGC"))
                .options(speed.options())
                .options(archive.readOptions())
                .options(JobModules.OPTIONS)
                .properties(Map.of(
                        "cdc.logs",
                        home.logs().toString(),
                        LOG_CONFIG,
                        "classpath:query-log4j2.xml",
                        "spark.master",
                        "local[*]",
                        "spark.driver.host",
                        "127.0.0.1",
                        "spark.driver.bindAddress",
                        "127.0.0.1",
                        "spark.local.dir",
                        home.run().resolve("spark").toString()))
                .properties(hadoop)
                .line(installation.jobClassPath(), List.of(jobConfig.toString()));
    }
}
