package io.cdcpipeline.local.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cdcpipeline.contract.JobStatus;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.query.JobStatusClient;
import io.cdcpipeline.local.source.ExternalSource;
import io.cdcpipeline.local.stage.StageStatus;
import io.cdcpipeline.local.supervise.LivePipeline;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Everything that can be said of a running pipeline at one time.
 *
 * @param problems of an external database, each with the way out
 * @param slot null while the source does not answer, or where it is not PostgreSQL
 * @param binlog null while the source does not answer, or where it is not MariaDB
 * @param apply the job's own words; null while it does not answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatusReport(
        String dir,
        boolean ready,
        List<StageStatus> stages,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> problems,
        SlotStatus slot,
        BinlogStatus binlog,
        JobStatus apply) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    public static StatusReport of(LivePipeline pipeline) {
        return new StatusReport(
                pipeline.home().toString(),
                pipeline.state().isReady(),
                pipeline.state().stages(),
                ownPostgres(pipeline.endpoints()) ? List.of() : new ExternalSource(pipeline.endpoints()).problems(),
                SlotStatus.ask(pipeline.endpoints()).orElse(null),
                BinlogStatus.ask(pipeline.endpoints()),
                JobStatusClient.ask(pipeline.endpoints().statusUrl()).orElse(null));
    }

    /** Its log has bounds, which the supervisor watches. */
    private static boolean ownPostgres(Endpoints endpoints) {
        return !endpoints.external() && endpoints.binlog() == null;
    }

    public String json() {
        return write(JSON.writer(SerializationFeature.INDENT_OUTPUT));
    }

    public String jsonLine() {
        return write(JSON.writer());
    }

    private String write(com.fasterxml.jackson.databind.ObjectWriter writer) {
        try {
            return writer.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
