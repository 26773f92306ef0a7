package io.cdcpipeline.local.doctor;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.home.Ports;
import io.cdcpipeline.local.lab.LabEnvironment;
import io.cdcpipeline.local.stack.UnprivilegedUser;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at this machine, and changes nothing. */
public record Examination(PipelineHome home, Map<String, String> environment) {

    private static final long MEGABYTE = 1024 * 1024;
    private static final int LAB_PORT = 8888;

    /** In the order in which they matter. */
    public List<Finding> findings() {
        return new Diagnosis(look()).findings();
    }

    private Machine look() {
        Path javac = Path.of(System.getProperty("java.home"), "bin", "javac");
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        boolean root = UnprivilegedUser.isRoot();
        return new Machine(
                Runtime.version().feature(),
                Files.isExecutable(javac),
                maven(),
                memory(),
                List.of(disk("the pipeline", home.dir()), disk("temporary files", temporary)),
                Stream.of(LAB_PORT).filter(port -> !Ports.isFree(port)).toList(),
                limit("Max open files"),
                limit("Max processes"),
                new Machine.Clock(ZoneId.systemDefault().getId(), isUtc(), isLoopback()),
                root,
                !root || UnprivilegedUser.isPossible(),
                python());
    }

    private Machine.Lab python() {
        try {
            return new Machine.Lab(true, LabEnvironment.interpreter(environment));
        } catch (LocalException e) {
            return new Machine.Lab(false, e.getMessage());
        }
    }

    private Optional<String> maven() {
        return Stream.concat(
                        Stream.ofNullable(environment.get("PATH"))
                                .flatMap(path -> Stream.of(path.split(File.pathSeparator))),
                        Stream.ofNullable(environment.get("MAVEN_HOME")).map(home -> home + "/bin"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "mvn"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static Optional<Machine.Memory> memory() {
        Optional<Long> total = kilobytes("MemTotal");
        Optional<Long> available = kilobytes("MemAvailable");
        return total.flatMap(t -> available.map(a -> new Machine.Memory(t / 1024, a / 1024)));
    }

    private static Optional<Long> kilobytes(String name) {
        return line(Path.of("/proc/meminfo"), name).map(text -> Long.parseLong(text.replaceAll("[^0-9]", "")));
    }

    /** The soft limit of this process; empty where it is none. */
    private static Optional<Long> limit(String name) {
        return line(Path.of("/proc/self/limits"), name)
                .map(text -> text.strip().split("\\s+")[0])
                .filter(text -> text.matches("\\d+"))
                .map(Long::parseLong);
    }

    private static Optional<String> line(Path file, String start) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(l -> l.startsWith(start))
                    .map(l -> l.substring(start.length()))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Machine.Disk disk(String use, Path folder) {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            long free = Files.getFileStore(existing).getUsableSpace() / MEGABYTE;
            return new Machine.Disk(use, existing.toString(), free, Files.isWritable(existing));
        } catch (IOException e) {
            return new Machine.Disk(use, existing.toString(), Long.MAX_VALUE, Files.isWritable(existing));
        }
    }

    private static boolean isUtc() {
        return ZoneId.systemDefault().getRules().getOffset(Instant.now()).equals(ZoneOffset.UTC);
    }

    private static boolean isLoopback() {
        try {
            return InetAddress.getByName("localhost").isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
