package io.cdcpipeline.local.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Secrets as files that only their owner can read: a folder a Secret, a file a key. */
public record SecretStore(Path folder) {

    private static final int PASSWORD_BYTES = 24;

    /** Keeps a value, replacing the one that was there. */
    public void put(String secret, String key, byte[] value) {
        Path file = file(secret, key);
        try {
            if (Files.exists(file) && java.util.Arrays.equals(Files.readAllBytes(file), value)) {
                return;
            }
            createFolder(file.getParent());
            Path fresh = Files.createTempFile(
                    file.getParent(),
                    ".",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(fresh, value);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the secret " + file, e);
        }
    }

    /** Draws a password, unless there is one. */
    public void generate(String secret, String key) {
        if (!Files.exists(file(secret, key))) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            put(secret, key, Base64.getUrlEncoder().encode(random));
        }
    }

    public boolean has(String secret) {
        return Files.isDirectory(folder.resolve(secret));
    }

    public Path file(String secret, String key) {
        return folder.resolve(secret).resolve(key);
    }

    /** The keys and values of a Secret. */
    public Map<String, byte[]> read(String secret) {
        Map<String, byte[]> values = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve(secret))) {
            for (Path file : (Iterable<Path>) files.filter(f -> !isUnfinished(f))::iterator) {
                values.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the secret " + secret, e);
        }
        return values;
    }

    private static boolean isUnfinished(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    private static void createFolder(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }
}
