package io.cdcpipeline.job.engine;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.RemoveFile;
import scala.collection.JavaConverters;

/** What a table's log says of its files since a version. */
final class FilesSince {

    private final Consumer<String> gone;
    private final Map<String, AddFile> added = new LinkedHashMap<>();

    private FilesSince(Consumer<String> gone) {
        this.gone = gone;
    }

    /**
     * The files that are new; empty when the log does not tell all of it any more.
     *
     * @param gone is told of paths whose files are not there any more, or whose rows are fewer
     */
    static Optional<Collection<AddFile>> of(Snapshot snapshot, long version, Consumer<String> gone) {
        if (version == snapshot.version()) {
            return Optional.of(List.of());
        }
        FilesSince files = new FilesSince(gone);
        Iterator<scala.Tuple2<Object, scala.collection.Seq<Action>>> commits =
                JavaConverters.asJavaIterator(snapshot.deltaLog().getChanges(version + 1, false));
        long expected = version + 1;
        while (expected <= snapshot.version()) {
            if (!commits.hasNext()) {
                return Optional.empty();
            }
            var commit = commits.next();
            if ((Long) commit._1() != expected++) {
                return Optional.empty();
            }
            files.follow(JavaConverters.seqAsJavaList(commit._2()));
        }
        return Optional.of(files.added.values());
    }

    /** One commit: takes files away, and then brings others, some of which say more of themselves than before. */
    private void follow(List<Action> commit) {
        for (Action action : commit) {
            if (action instanceof RemoveFile remove) {
                gone.accept(remove.path());
                added.remove(remove.path());
            }
        }
        for (Action action : commit) {
            if (action instanceof AddFile add) {
                gone.accept(add.path());
                added.put(add.path(), add);
            }
        }
    }
}
