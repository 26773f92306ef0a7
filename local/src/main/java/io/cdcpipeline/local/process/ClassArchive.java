package io.cdcpipeline.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The classes of a kind of process, parsed and verified ahead (class-data sharing), which halves its start. A process
 * writes the archive when it ends, the next ones read it. It fits exactly the jars that it was made of, so its name is
 * derived from them.
 *
 * @param folder where archives are kept
 * @param process the kind of process
 */
public record ClassArchive(Path folder, String process, String classPath) {

    /** The JVM's options: to read the archive, or to write one where there is none and this user may. */
    public List<String> options() {
        List<String> reading = readOptions();
        boolean writes = reading.isEmpty() && Files.isWritable(folder);
        return writes ? List.of("-XX:ArchiveClassesAtExit=" + fresh()) : reading;
    }

    /** To read the archive only. */
    public List<String> readOptions() {
        Path file = file();
        return Files.exists(file) ? List.of("-XX:SharedArchiveFile=" + file) : List.of();
    }

    /** The process that wrote an archive has ended: keeps it, in place of those of earlier builds, or throws it away. */
    public void settle(boolean complete) {
        try {
            if (!Files.exists(fresh())) {
                return;
            }
            if (complete) {
                deleteEarlier();
                Files.move(fresh(), file(), StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.delete(fresh());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the class archive " + file(), e);
        }
    }

    private void deleteEarlier() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.startsWith(process + "-") && name.endsWith(".jsa")) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private Path file() {
        return folder.resolve(process + "-" + fingerprint() + ".jsa");
    }

    /** Of this very process' child: two pipelines may start for the first time side by side. */
    private Path fresh() {
        return folder.resolve("." + process + "-" + ProcessHandle.current().pid() + ".jsa.new");
    }

    /** Changes with any jar's path, size or time, which is what the JVM itself checks. */
    private String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
            for (String jar : classPath.split(":")) {
                Path path = Path.of(jar);
                digest.update(jar.getBytes(StandardCharsets.UTF_8));
                long time = Files.getLastModifiedTime(path).toMillis();
                digest.update(ByteBuffer.allocate(16)
                        .putLong(Files.size(path))
                        .putLong(time)
                        .array());
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException("A jar of the class path is missing: run ./cdc, which builds it", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
