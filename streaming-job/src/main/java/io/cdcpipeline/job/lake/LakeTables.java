package io.cdcpipeline.job.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Which tables the lake's folders hold. */
public final class LakeTables {

    /** What could not be applied, as a table beside the source's own. */
    public static final TableId DEAD_LETTERS = new TableId("cdc", "dead_letters");

    private final TablePaths paths;
    private final String deadLetters;

    /** @param deadLetters the dead-letter table's path, null when it is not to be seen */
    public LakeTables(TablePaths paths, String deadLetters) {
        this.paths = paths;
        this.deadLetters = deadLetters;
    }

    /** Empty when there is no Delta table. */
    public Optional<String> path(TableId table) {
        String path = paths.of(table);
        if (isTable(new Path(path))) {
            return Optional.of(path);
        }
        boolean dead = deadLetters != null && table.equals(DEAD_LETTERS) && isTable(new Path(deadLetters));
        return dead ? Optional.of(deadLetters) : Optional.empty();
    }

    public TreeSet<TableId> all() {
        TreeSet<TableId> tables = new TreeSet<>();
        for (String folder : folders("", paths.depth())) {
            if (isTable(new Path(paths.root() + "/" + folder))) {
                paths.table(folder).ifPresent(tables::add);
            }
        }
        if (deadLetters != null && isTable(new Path(deadLetters))) {
            tables.add(DEAD_LETTERS);
        }
        return tables;
    }

    private List<String> folders(String below, int depth) {
        List<String> found = new ArrayList<>();
        for (FileStatus child : children(new Path(paths.root() + "/" + below))) {
            String name = child.getPath().getName();
            if (child.isDirectory() && !name.startsWith("_")) {
                String path = below.isEmpty() ? name : below + "/" + name;
                found.addAll(depth == 1 ? List.of(path) : folders(path, depth - 1));
            }
        }
        return found;
    }

    private static FileStatus[] children(Path folder) {
        try {
            return files(folder).listStatus(folder);
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder, e);
        }
    }

    private static boolean isTable(Path folder) {
        try {
            return files(folder).exists(new Path(folder, "_delta_log"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look for a table at " + folder, e);
        }
    }

    private static FileSystem files(Path path) throws IOException {
        return path.getFileSystem(SparkSession.active().sessionState().newHadoopConf());
    }
}
