package io.cdcpipeline.job.apply;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Removes tables' folders. Which one is under way stands in a file beside the checkpoint: a job that ends within leaves half a
 * table, which nobody could read, to the next one. Thread-safe.
 */
final class RemovedFolders {

    private static final JsonMapper JSON = new JsonMapper();

    private final StateFile file;
    private Configuration hadoop;

    /** @param checkpoint beside which the file is */
    RemovedFolders(String checkpoint) {
        this.file = new StateFile(checkpoint, "removed_folders.json");
    }

    /** Ends what an earlier job began. To be called before tables are read. */
    synchronized void open(Configuration configuration) {
        hadoop = configuration;
        file.open(configuration);
        try {
            Optional<byte[]> json = file.read();
            if (json.isPresent()) {
                JSON.readValue(json.get(), new TypeReference<Set<String>>() {}).forEach(this::delete);
                file.delete();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("What " + file + " names cannot be removed", e);
        }
    }

    /** @param folder of a table that nobody reads or writes any more */
    synchronized void remove(String folder) {
        try {
            file.write(JSON.writeValueAsBytes(Set.of(folder)));
            delete(folder);
            file.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be removed", e);
        }
    }

    private void delete(String folder) {
        try {
            Path path = new Path(folder);
            path.getFileSystem(hadoop).delete(path, true);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be removed", e);
        }
    }
}
