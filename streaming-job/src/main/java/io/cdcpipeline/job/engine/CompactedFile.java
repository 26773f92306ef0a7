package io.cdcpipeline.job.engine;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.constraints.Constraint;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * A file with the rows of some files of a table, written beside its commits, and in no commit yet.
 *
 * @param replaced the paths of the files whose rows it has
 * @param hash by which the keys were read
 * @param high and {@code low}: the key of each row, in the order of the file
 */
record CompactedFile(Set<String> replaced, AddFile file, KeyHash hash, long[] high, long[] low) {

    /**
     * Writes it in the active session, which reads all rows of the files.
     *
     * @return empty when it took several files to hold them
     */
    static Optional<CompactedFile> write(Snapshot snapshot, Collection<AddFile> small, KeyHash hash) {
        OptimisticTransaction never = snapshot.deltaLog().startTransaction(Option.empty(), Option.apply(snapshot));
        List<FileAction> written = JavaConverters.seqAsJavaList(
                never.writeFiles(FileRows.of(snapshot, small).coalesce(1), Option.empty(), true, noConstraints()));
        if (written.size() != 1
                || !(written.get(0) instanceof AddFile file)
                || file.numPhysicalRecords().isEmpty()) {
            return Optional.empty();
        }
        int rows = Math.toIntExact((Long) file.numPhysicalRecords().get());
        long[] high = new long[rows];
        long[] low = new long[rows];
        new KeyScan(FileRows.only(snapshot, file), hash, rows).read((number, row, keyHigh, keyLow) -> {
            high[row] = keyHigh;
            low[row] = keyLow;
            return true;
        });
        Set<String> replaced = small.stream().map(AddFile::path).collect(Collectors.toSet());
        return Optional.of(new CompactedFile(replaced, file, hash, high, low));
    }

    private static scala.collection.Seq<Constraint> noConstraints() {
        return JavaConverters.asScalaBuffer(List.<Constraint>of()).toSeq();
    }

    int rows() {
        return high.length;
    }
}
