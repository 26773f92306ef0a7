package io.cdcpipeline.local.manifest;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.manifest.InvalidManifest;
import io.cdcpipeline.manifest.Manifest;
import io.cdcpipeline.manifest.ManifestReader;
import io.cdcpipeline.manifest.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A manifest on disk; all that is wrong with it is reported at once, with the file's name. */
public record ManifestFile(Path file) {

    /** As it stands: a cluster may have what it names. */
    public Manifest read() {
        try {
            return ManifestReader.read(file);
        } catch (InvalidManifest e) {
            throw refused(e.problems());
        } catch (NoSuchFileException e) {
            throw new LocalException("There is no file " + file + ".", e);
        } catch (IOException e) {
            throw new LocalException(
                    Files.isDirectory(file)
                            ? file + " is a folder; name a manifest."
                            : "Cannot read " + file + ": " + e,
                    e);
        }
    }

    /** With all that it names: nobody else has it here. */
    public Manifest readComplete() {
        Manifest manifest = read();
        if (!manifest.missing().isEmpty()) {
            throw refused(manifest.missing());
        }
        return manifest;
    }

    private LocalException refused(List<Problem> problems) {
        return new LocalException(
                problems.stream().map(problem -> file + ": " + problem).collect(Collectors.joining("\n")));
    }
}
