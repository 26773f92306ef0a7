package io.cdcpipeline.local.lab;

import io.cdcpipeline.contract.Sha256;
import io.cdcpipeline.local.Installation;
import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The virtual environment of the lab, in the user's cache: made once for each Python and each set of pinned requirements,
 * and used by all pipelines, without a network.
 */
public final class LabEnvironment {

    private static final long NEEDED_MEGABYTES = 2_500;
    private static final long MEGABYTE = 1024 * 1024;

    private final Path requirements;
    private final Python python;
    private final Path folder;

    private LabEnvironment(Path requirements, Python python, Path folder) {
        this.requirements = requirements;
        this.python = python;
        this.folder = folder;
    }

    /** @throws LocalException when this machine has no Python that fits */
    public static LabEnvironment of(Installation installation, Map<String, String> environment) {
        Path requirements = installation.lab().resolve("requirements.txt");
        Python python = Python.find(environment);
        try {
            String hash = Sha256.hex(Files.readString(requirements)).substring(0, 12);
            return new LabEnvironment(
                    requirements, python, cache(environment).resolve("python" + python.version() + "-" + hash));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + requirements, e);
        }
    }

    /**
     * Which Python it would be made with, in words.
     *
     * @throws LocalException when this machine has none that fits
     */
    public static String interpreter(Map<String, String> environment) {
        Python python = Python.find(environment);
        return python.program() + ", " + python.version();
    }

    private static Path cache(Map<String, String> environment) {
        String caches = environment.get("XDG_CACHE_HOME");
        Path home = caches == null || caches.isBlank()
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".cache")
                : Path.of(caches);
        return home.resolve("cdcpipeline").resolve("lab").toAbsolutePath();
    }

    public Path folder() {
        return folder;
    }

    /** The environment's own Python. */
    public Path program() {
        return folder.resolve("bin").resolve("python");
    }

    /** A folder for what libraries keep between two runs. */
    Path caches() {
        return folder.resolve("cache");
    }

    public boolean isReady() {
        return Files.exists(complete());
    }

    /**
     * Makes it, unless that is done, and deletes others that have not been used for long.
     *
     * @param progress is told what is being done
     * @throws LocalException without a network, or room on the disk
     */
    public void ensure(Consumer<String> progress) {
        if (!isReady()) {
            makeAlone(progress);
        }
        use(Instant.now());
    }

    private void use(Instant now) {
        try {
            Files.createDirectories(caches());
            Files.setLastModifiedTime(complete(), FileTime.from(now));
            new UnusedEnvironments(folder.getParent()).delete(folder, now);
        } catch (IOException e) {
            // A cache that this user may only read: there is nothing in it that is theirs to delete.
        }
    }

    private void makeAlone(Consumer<String> progress) {
        try {
            Files.createDirectories(folder.getParent());
            // Two at once: the second one waits, then finds it made.
            try (FileChannel lock = FileChannel.open(
                    folder.resolveSibling(folder.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE)) {
                lock.lock();
                if (!isReady()) {
                    make(progress);
                }
            }
        } catch (IOException e) {
            throw new LocalException("The lab's Python environment cannot be made in " + folder + ": " + e
                    + "; name another folder for caches in XDG_CACHE_HOME.");
        }
    }

    private void make(Consumer<String> progress) throws IOException {
        long free = freeMegabytes();
        if (free < NEEDED_MEGABYTES) {
            throw new LocalException("The disk that holds " + folder + " has " + free + " MB left, and making the lab's"
                    + " Python environment takes " + NEEDED_MEGABYTES
                    + ": free some, or name a folder on another disk in XDG_CACHE_HOME.");
        }
        // What an earlier attempt has left
        TemporaryFolder.deleteAll(folder);
        Files.createDirectories(folder);
        Pip pip = new Pip(this, folder.resolveSibling(folder.getFileName() + ".log"), progress);
        pip.run(List.of(python.program(), "-m", "venv", folder.toString()));
        pip.install("--only-binary", ":all:", "-r", requirements.resolveSibling("requirements-build.txt"));
        // pyspark is published as source only; what it is built with is there now, pinned.
        pip.install("--no-build-isolation", "--only-binary", ":all:", "--no-binary", "pyspark", "-r", requirements);
        trim();
        configure();
        Files.createFile(complete());
    }

    /** Spark's jars are the product's own. */
    private void trim() throws IOException {
        Path packages = folder.resolve(Path.of("lib", "python" + python.version(), "site-packages", "pyspark"));
        TemporaryFolder.deleteAll(packages.resolve("jars"));
        TemporaryFolder.deleteAll(packages.resolve("examples"));
        TemporaryFolder.deleteAll(temporary());
    }

    /** JupyterLab asks nobody for news; our notebooks are short enough to be there whole, wherever one scrolls. */
    private void configure() throws IOException {
        Path settings = requirements.resolveSibling("settings");
        try (Stream<Path> files = Files.walk(settings)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path target = folder.resolve(settings.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    Path temporary() {
        return folder.resolve("tmp");
    }

    long freeMegabytes() throws IOException {
        return Files.getFileStore(Files.isDirectory(folder) ? folder : folder.getParent())
                        .getUsableSpace()
                / MEGABYTE;
    }

    private Path complete() {
        return folder.resolve(UnusedEnvironments.MARK);
    }
}
