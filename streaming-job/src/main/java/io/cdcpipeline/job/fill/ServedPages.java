package io.cdcpipeline.job.fill;

import java.nio.ByteBuffer;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.rpc.RpcTimeout;
import org.apache.spark.util.RpcUtils;
import scala.reflect.ClassTag$;

/** Values of rows that the driver serves, one after the other, at an executor. Not thread-safe. */
public final class ServedPages {

    private final RpcEndpointRef driver;
    private final RpcTimeout patience;
    private final int reader;
    private int statement;
    private int page;
    private ByteBuffer values;
    private boolean last;

    public ServedPages(String name, int reader) {
        SparkEnv here = SparkEnv.get();
        SparkConf conf = here.conf();
        this.driver = RpcUtils.makeDriverRef(name, conf, here.rpcEnv());
        this.patience = RpcUtils.INFINITE_TIMEOUT(); // the server has its own limits
        this.reader = reader;
    }

    public void begin(int number) {
        statement = number;
        page = 0;
        values = null;
        last = false;
    }

    /** Whether the statement has another row. */
    public boolean hasNext() {
        while ((values == null || !values.hasRemaining()) && !last) {
            values = ByteBuffer.wrap(ask());
            last = values.get() == 1;
        }
        return values.hasRemaining();
    }

    private byte[] ask() {
        Object answer =
                driver.askSync(new int[] {reader, statement, page++}, patience, ClassTag$.MODULE$.apply(Object.class));
        if (answer instanceof byte[] bytes) {
            return bytes;
        }
        throw new SourceException((String) answer);
    }

    /** The length of the next value, which then begins at {@link #at}; -1 for NULL. */
    public int next() {
        int length = values.getInt();
        if (length > 0) {
            values.position(values.position() + length);
        }
        return length;
    }

    /** Where the last value began. @param length of it */
    public int at(int length) {
        return values.position() - length;
    }

    public byte[] bytes() {
        return values.array();
    }
}
