package io.cdcpipeline.bench.decode;

import io.cdcpipeline.contract.types.TypePolicies;
import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.EventDecoder;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.decode.UnreadableRecord;
import io.cdcpipeline.job.testing.SourceTable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Events of the same rows in each form, until they are changes with rows of Spark's own. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class DecodeBench {

    /** Compact; Json, texts with a schema in each event; Typed, what version 0.1 wrote; FromJson, Spark's function on that. */
    @Param({"Compact", "Json", "Typed", "FromJson"})
    public String form;

    private Reader reader;
    private List<KafkaRecord> records;
    private int next;

    /** Reads one event. */
    private interface Reader {
        Object read(KafkaRecord event) throws UnreadableRecord;
    }

    @Setup
    public void prepare() {
        AccountEvents events = new AccountEvents();
        records = switch (form) {
            case "Compact" -> events.compact();
            case "Json" -> events.json();
            default -> events.typed();
        };
        reader = form.equals("FromJson") ? new FromJson()::read : decoder(events);
    }

    private static Reader decoder(AccountEvents events) {
        EventDecoder decoder =
                new EventDecoder(SourceTable.PLACEHOLDER, fingerprint -> events.schema(), TypePolicies.DEFAULT);
        return event -> {
            Change change = decoder.decode(event, table -> null);
            return change.row();
        };
    }

    @Benchmark
    public void event(Blackhole sink) throws UnreadableRecord {
        sink.consume(reader.read(records.get(next)));
        next = (next + 1) % records.size();
    }
}
