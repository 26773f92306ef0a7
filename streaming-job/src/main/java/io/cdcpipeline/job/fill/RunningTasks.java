package io.cdcpipeline.job.fill;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import scala.Tuple4;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** What tasks that still run have counted: the driver's own sums have those that have ended, which may be hours later. */
final class RunningTasks extends SparkListener {

    private record Counter(long task, long accumulator) {}

    private final Map<Counter, Long> counts = new ConcurrentHashMap<>();

    /** Told with each heartbeat of an executor, every ten seconds. */
    @Override
    public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
        for (Tuple4<Object, Object, Object, Seq<AccumulableInfo>> task :
                JavaConverters.asJavaIterable(update.accumUpdates())) {
            for (AccumulableInfo info : JavaConverters.asJavaIterable(task._4())) {
                if (info.update().isDefined() && info.update().get() instanceof Long count) {
                    counts.put(new Counter((Long) task._1(), info.id()), count);
                }
            }
        }
    }

    /** The sum over all tasks that were ever told of. */
    long of(long accumulator) {
        return counts.entrySet().stream()
                .filter(e -> e.getKey().accumulator() == accumulator)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
