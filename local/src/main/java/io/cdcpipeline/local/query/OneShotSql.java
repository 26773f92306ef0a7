package io.cdcpipeline.local.query;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.process.Loopback;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts Spark for a single statement, for a pipeline whose job does not run.
 *
 * @param moment at which tables are read; null for the newest version of each
 * @param command what runs a statement, which follows it
 */
public record OneShotSql(PipelineHome home, List<String> command, Moment moment) implements LakeSql {

    @Override
    public void run(String statement, RowSink sink) {
        List<String> line = new ArrayList<>(command);
        line.add(statement);
        if (moment != null) {
            line.add(moment.argument());
        }
        try {
            Path errors = home.logs().resolve("query.out");
            Process process = Loopback.process(line)
                    .redirectError(ProcessBuilder.Redirect.to(errors.toFile()))
                    .start();
            try (InputStream in = process.getInputStream()) {
                AnswerReader.read(in, sink);
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new LocalException(
                    "Spark could not be started for this statement; see "
                            + home.logs().resolve("query.out") + ".",
                    e);
        }
    }
}
