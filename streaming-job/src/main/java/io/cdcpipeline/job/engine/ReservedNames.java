package io.cdcpipeline.job.engine;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;

/**
 * Names that Delta 3.3 gives to columns of its own while it writes: with a column of the table's called the same, in
 * whatever case, a MERGE fails or goes wrong.
 *
 * @param allowMerge whether a MERGE works for the table at all
 * @param allowDeletionVectors whether it may write deletion vectors
 */
record ReservedNames(boolean allowMerge, boolean allowDeletionVectors) {

    /** Beside a merge that writes deletion vectors: {@code DeletionVectorBitmapGenerator}. */
    private static final Set<String> WITH_VECTORS = Set.of(
            "path",
            "filepath",
            "deletionvectorid",
            "rowindexcol",
            "maxrowindexcol",
            "deletedrowindexset",
            "deletedrowindexcount");

    /** Beside any merge: {@code MergeIntoCommandBase}, {@code ClassicMergeExecutor}, and Spark's own file metadata. */
    private static final Set<String> WITH_MERGE = Set.of(
            "_row_id_",
            "_file_name_",
            "_source_row_present_",
            "_target_row_present_",
            "_source_row_index",
            "_row_dropped_",
            "_incr_row_count_",
            "_change_type",
            "_metadata");

    /** Beside any read: {@code DeltaParquetFileFormat}. */
    private static final Set<String> WITH_READ =
            Set.of("__delta_internal_is_row_deleted", "__delta_internal_row_index");

    static ReservedNames among(String[] columns) {
        Set<String> present =
                Stream.of(columns).map(c -> c.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        boolean merge = present.stream().noneMatch(WITH_MERGE::contains);
        return new ReservedNames(merge, merge && present.stream().noneMatch(WITH_VECTORS::contains));
    }

    /** @throws IllegalArgumentException when Spark could not read a table with these columns */
    static void refuseUnreadable(StructType columns) {
        for (String name : columns.fieldNames()) {
            if (WITH_READ.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "Column '" + name + "' is called like one that Delta keeps for itself, so"
                                + " that no table with it can be read: rename or exclude it");
            }
        }
    }
}
