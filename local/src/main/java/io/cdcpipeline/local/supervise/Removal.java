package io.cdcpipeline.local.supervise;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.home.HomeLock;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.source.ExternalSource;
import io.cdcpipeline.source.SlotRemoval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Takes a pipeline away that does not run: what it has in somebody's database first, then its folder. */
public record Removal(PipelineHome home) {

    /**
     * Returns what was removed from the external database, as messages name it. The folder stays as long as something in
     * the database does: it holds what is needed to try again.
     *
     * @throws LocalException when the folder is none of a pipeline, or something in the database could not be dropped
     */
    public List<String> run() {
        if (!Files.exists(home.identity())) {
            throw new LocalException("There is no pipeline in " + home + ": nothing was deleted.");
        }
        List<String> removed = new ArrayList<>();
        boolean free = HomeLock.whileFree(home, () -> {
            Endpoints.of(home)
                    .filter(Endpoints::external)
                    .ifPresent(source -> removed.addAll(drop(new ExternalSource(source))));
            delete();
        });
        if (!free) {
            throw new LocalException("A pipeline was started in " + home + " meanwhile; run this again.");
        }
        return removed;
    }

    private List<String> drop(ExternalSource source) {
        SlotRemoval removal = source.drop();
        if (!removal.complete()) {
            StringBuilder sentence = new StringBuilder();
            removal.left().forEach(left -> sentence.append("Still there is ")
                    .append(left.what())
                    .append(": ")
                    .append(left.message())
                    .append(".\n"));
            throw new LocalException(sentence + "Run this again, or drop it by hand and then delete " + home + ".");
        }
        return removal.removed();
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(home.dir())) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + home, e);
        }
    }
}
