package io.cdcpipeline.job.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Which tables the lake's folders hold. */
public final class LakeTables {

    /** What could not be applied, as a table beside the source's own. */
    public static final TableId DEAD_LETTERS = new TableId("cdc", "dead_letters");

    /** The places at which all tables were cut. */
    public static final TableId POINTS = new TableId("cdc", "points");

    private final TablePaths paths;
    /** Tables beside the source's own, by their names. */
    private final Map<TableId, String> others = new TreeMap<>();

    /** Of the source's tables. */
    public LakeTables(TablePaths paths) {
        this.paths = paths;
    }

    /** @param path of a table beside the source's own; null when it is not to be seen */
    public LakeTables with(TableId table, String path) {
        if (path != null) {
            others.put(table, path);
        }
        return this;
    }

    /** Empty when there is no Delta table. */
    public Optional<String> path(TableId table) {
        String path = paths.of(table);
        if (isTable(new Path(path))) {
            return Optional.of(path);
        }
        return Optional.ofNullable(others.get(table)).filter(other -> isTable(new Path(other)));
    }

    public TreeSet<TableId> all() {
        TreeSet<TableId> tables = new TreeSet<>();
        for (String folder : folders("", paths.depth())) {
            if (isTable(new Path(paths.root() + "/" + folder))) {
                paths.table(folder).ifPresent(tables::add);
            }
        }
        others.forEach((table, path) -> {
            if (isTable(new Path(path))) {
                tables.add(table);
            }
        });
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
