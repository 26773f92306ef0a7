package io.cdcpipeline.contract.columns;

import io.cdcpipeline.contract.Sha256;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What keeps others from finding a hashed value by trying: a file, which each process reads for itself. */
final class Salt implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Shorter ones are found by trying, too. */
    private static final int SHORTEST = 16;

    private static final int SHOWN = 8;

    private final String file;
    private transient byte[] bytes;

    Salt(String file) {
        this.file = file;
    }

    /** Without blanks and line ends around it, which editors leave. */
    byte[] bytes() {
        if (bytes == null) {
            bytes = read();
        }
        return bytes;
    }

    /** By which another salt shows, and which is no help to find this one. */
    String fingerprint() {
        return Sha256.hex("fingerprint of " + new String(bytes(), StandardCharsets.UTF_8))
                .substring(0, SHOWN);
    }

    private byte[] read() {
        byte[] read;
        try {
            read = Files.readString(Path.of(file)).strip().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The salt of hashed columns cannot be read from " + file, e);
        }
        if (read.length < SHORTEST) {
            throw new IllegalStateException("The salt of hashed columns, in the Secret that spec.maskSalt names, has "
                    + read.length + " bytes: others would find values by trying, give it " + SHORTEST + " or more");
        }
        return read;
    }
}
