package io.cdcpipeline.job.fill;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkEnv;
import org.apache.spark.rpc.IsolatedRpcEndpoint;
import org.apache.spark.rpc.RpcCallContext;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.rpc.RpcEnv;
import scala.PartialFunction;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/**
 * Gives executors the rows of views that only connections of the driver's can see, by the way that Spark's own processes talk to each
 * other. Asked with {@code {reader, statement, page}} it answers with bytes, or, for what the source has refused, with a sentence.
 */
public final class ServedRows implements IsolatedRpcEndpoint, AutoCloseable {

    private static final AtomicLong COUNT = new AtomicLong();

    private final RpcEnv environment = SparkEnv.get().rpcEnv();
    private final String name = "cdc-fill-" + COUNT.incrementAndGet();
    private final List<PagedQuery> readers;
    private RpcEndpointRef reference;

    private ServedRows(List<PagedQuery> readers) {
        this.readers = readers;
    }

    static ServedRows of(List<PagedQuery> readers) {
        ServedRows served = new ServedRows(readers);
        served.reference = served.environment.setupEndpoint(served.name, served);
        return served;
    }

    /** By which executors find it. */
    public String name() {
        return name;
    }

    @Override
    public RpcEnv rpcEnv() {
        return environment;
    }

    @Override
    public int threadCount() {
        return readers.size();
    }

    @Override
    public PartialFunction<Object, BoxedUnit> receiveAndReply(RpcCallContext context) {
        return new AbstractPartialFunction<>() {
            @Override
            public boolean isDefinedAt(Object asked) {
                return asked instanceof int[];
            }

            @Override
            public BoxedUnit apply(Object asked) {
                context.reply(answer((int[]) asked));
                return BoxedUnit.UNIT;
            }
        };
    }

    private Object answer(int[] asked) {
        try {
            return readers.get(asked[0]).page(asked[1], asked[2]);
        } catch (SQLException e) {
            return SourceException.of("The source cannot be read", e).getMessage();
        }
    }

    @Override
    public void close() {
        environment.stop(reference);
    }
}
