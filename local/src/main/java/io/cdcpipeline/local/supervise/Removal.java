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
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Takes a pipeline away that does not run: what it has in somebody's database first, then its folder. */
public record Removal(PipelineHome home) {

    /**
     * Returns what was done in the external database; nothing is left there but perhaps the publication, which does no harm
     * and is its owner's. The folder stays as long as the slot does: it holds what is needed to try again.
     *
     * @throws LocalException when the folder is none of a pipeline, or the slot could not be dropped
     */
    public SlotRemoval run() {
        if (!Files.exists(home.identity())) {
            throw new LocalException("There is no pipeline in " + home + ": nothing was deleted.");
        }
        AtomicReference<SlotRemoval> removal = new AtomicReference<>(new SlotRemoval(List.of(), List.of()));
        boolean free = HomeLock.whileFree(home, () -> {
            Endpoints.of(home).filter(Endpoints::external).ifPresent(source -> removal.set(drop(source)));
            delete();
        });
        if (!free) {
            throw new LocalException("A pipeline was started in " + home + " meanwhile; run this again.");
        }
        return removal.get();
    }

    private SlotRemoval drop(Endpoints source) {
        SlotRemoval removal = new ExternalSource(source).drop();
        removal.leftSlot(source.slot()).ifPresent(left -> {
            throw new LocalException("Still there is " + left.what() + ": " + left.message()
                    + ". Run this again, or SELECT pg_drop_replication_slot('" + source.slot()
                    + "') there and then delete " + home + ".");
        });
        return removal;
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
