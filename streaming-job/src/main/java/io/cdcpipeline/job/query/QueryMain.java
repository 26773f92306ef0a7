package io.cdcpipeline.job.query;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.JobConfigJson;
import io.cdcpipeline.job.JobSession;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Runs one statement over the lake of a pipeline that is not running, and prints the answer as JSON. */
public final class QueryMain {

    private QueryMain() {}

    /** Ends with 0, or 1 when the statement could not be run: then the JSON says why. */
    public static void main(String[] args) throws IOException {
        if (args.length < 2 || args.length > 3) {
            System.err.println("usage: io.cdcpipeline.job.query.QueryMain <jobconfig.json> <statement> [<moment>]");
            System.exit(2);
        }
        System.exit(run(JobConfigJson.read(Path.of(args[0])), args[1], args.length == 3 ? args[2] : null));
    }

    private static int run(JobConfig config, String sql, String moment) throws IOException {
        try (SparkSession session = JobSession.start(config)) {
            Dataset<Row> result = new LakeQuery(session, LakeFolders.of(config.lake())).run(sql, moment);
            QueryAnswer.write(result, System.out);
            return 0;
        } catch (Exception e) {
            QueryAnswer.writeError(e, System.out);
            return 1;
        }
    }
}
