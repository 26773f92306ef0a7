package io.cdcpipeline.job.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.delta.actions.AddFile;

/** The files that an index knows, by their paths and by their numbers in it. */
final class IndexedFiles {

    private final Map<String, TableIndex.IndexedFile> byPath = new HashMap<>();
    private final Map<Integer, TableIndex.IndexedFile> byNumber = new HashMap<>();

    void put(TableIndex.IndexedFile file) {
        byPath.put(file.file().path(), file);
        byNumber.put(file.number(), file);
    }

    Optional<TableIndex.IndexedFile> remove(String path) {
        Optional<TableIndex.IndexedFile> removed = Optional.ofNullable(byPath.remove(path));
        removed.ifPresent(f -> byNumber.remove(f.number()));
        return removed;
    }

    /** Null when there is none. */
    TableIndex.IndexedFile of(String path) {
        return byPath.get(path);
    }

    TableIndex.IndexedFile of(int number) {
        return byNumber.get(number);
    }

    List<AddFile> all() {
        return byPath.values().stream().map(TableIndex.IndexedFile::file).toList();
    }

    void clear() {
        byPath.clear();
        byNumber.clear();
    }

    /** Their numbers, by {@link #name}. */
    Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        byPath.values().forEach(f -> numbers.put(name(f.file()), f.number()));
        return numbers;
    }

    /** A file with the same rows: of that path, with the same ones marked. */
    static String name(AddFile file) {
        return file.path()
                + (file.deletionVector() == null
                        ? ""
                        : " " + file.deletionVector().uniqueId());
    }

    /** How many rows are in those files that tell it. */
    static long rows(Collection<AddFile> files) {
        return files.stream()
                .filter(f -> f.numLogicalRecords().isDefined())
                .mapToLong(f -> (Long) f.numLogicalRecords().get())
                .sum();
    }
}
