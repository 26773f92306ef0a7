package io.cdcpipeline.local;

import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.process.ClassArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the product itself stands, built.
 *
 * @param root the folder that holds the modules
 */
public record Installation(Path root) {

    private static final String POSTGRES = "postgres-17";
    private static final List<String> SHADOWED =
            List.of("connect.jar", "connect-events.jar", "debezium-", "mariadb-java-client-");

    /** As {@code ./cdc} says it: the system property {@code cdc.home}. */
    public static Installation current() {
        String home = System.getProperty("cdc.home");
        if (home == null) {
            throw new LocalException("The system property cdc.home is not set: start cdc by the script ./cdc.");
        }
        return new Installation(Path.of(home).toAbsolutePath());
    }

    /** The notebooks and what they are run with. */
    public Path lab() {
        return root.resolve("lab");
    }

    /** The sample that everything begins with. */
    public Path sample() {
        return root.resolve(Path.of("k8s", "samples", "inventory.yaml"));
    }

    /** The jars of the command line and of the stack process. */
    public String cliClassPath() {
        return classPath("local", "local.jar", "cli.classpath");
    }

    /**
     * The jars of the stack process where the connector is a plugin: without those of the one that stands on the class path,
     * whose services of another version the plugin would find, too.
     */
    public String pluginStackClassPath() {
        return Stream.of(cliClassPath().split(":"))
                .filter(jar ->
                        SHADOWED.stream().noneMatch(Path.of(jar).getFileName().toString()::startsWith))
                .collect(Collectors.joining(":"));
    }

    /** The jars of the streaming job. Ours come last: the job must not depend on them. */
    public String jobClassPath() {
        return classPath("streaming-job", "streaming-job.jar", "job.classpath") + ":" + localJar();
    }

    public Path localJar() {
        return target("local").resolve("local.jar");
    }

    /** The connector for MariaDB with all that it needs: other versions than the class path has, so it is a plugin. */
    public Path mariaDbPlugin() {
        Path plugin = target("connect-mariadb").resolve("plugin");
        if (!Files.isDirectory(plugin)) {
            throw new LocalException(plugin + " is missing: run ./cdc, which builds it");
        }
        return plugin;
    }

    /** Unpacked once for all pipelines, where this user may write beside the build; else in the pipeline's folder. */
    public Path postgresBinaries(PipelineHome home) {
        Path shared = target("local").resolve(POSTGRES);
        return Files.isDirectory(shared) || Files.isWritable(target("local"))
                ? shared
                : home.dir().resolve(POSTGRES);
    }

    /** The class archive of a kind of process that runs on this class path. */
    public ClassArchive archive(String process, String classPath) {
        return new ClassArchive(target("local"), process, classPath);
    }

    private String classPath(String module, String jar, String file) {
        Path target = target(module);
        try {
            return target.resolve(jar) + ":"
                    + Files.readString(target.resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(target.resolve(file) + " is missing: run ./cdc, which builds it", e);
        }
    }

    private Path target(String module) {
        return root.resolve(module).resolve("target");
    }
}
