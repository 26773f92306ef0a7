package io.cdcpipeline.job;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.JobConfigJson;
import io.cdcpipeline.contract.OperationKind;
import io.cdcpipeline.contract.OperationRequest;
import io.cdcpipeline.contract.StatusEndpoint;
import io.cdcpipeline.job.apply.LakeApplication;
import io.cdcpipeline.job.apply.MaintenanceThread;
import io.cdcpipeline.job.apply.PointThread;
import io.cdcpipeline.job.apply.RecoveryThread;
import io.cdcpipeline.job.apply.VerifyThread;
import io.cdcpipeline.job.control.ControlHandler;
import io.cdcpipeline.job.control.OperationRunner;
import io.cdcpipeline.job.control.Operations;
import io.cdcpipeline.job.engine.Engines;
import io.cdcpipeline.job.progress.Progress;
import io.cdcpipeline.job.progress.SettingsText;
import io.cdcpipeline.job.progress.StatusServer;
import io.cdcpipeline.job.transport.KafkaTransport;
import io.cdcpipeline.job.transport.VolumeWatch;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the job. It ends when it is told to (0) or when it cannot go on (1): whoever started it starts it again. */
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println("usage: io.cdcpipeline.job.Main <jobconfig.json>");
            System.exit(2);
        }
        System.exit(run(Path.of(args[0])));
    }

    private static int run(Path file) {
        JobConfig config;
        try {
            config = JobConfigJson.read(file);
        } catch (UncheckedIOException e) {
            LOG.error(e.getMessage());
            return 2;
        }
        Progress progress = new Progress(config.pipeline(), new SettingsText(config)::of);
        try (StatusServer server = StatusServer.start(config.status(), progress);
                SparkSession session = JobSession.start(config)) {
            LOG.info("Pipeline {}: status at {}", config.pipeline(), server.address());
            return follow(session, config, new Faces(progress, server));
        } catch (Exception e) {
            return failed(config, progress, e);
        }
    }

    /** How others see the job. */
    private record Faces(Progress progress, StatusServer server) {

        /** Takes operations from now on, if anybody may ask for them. */
        Operations operations(StatusEndpoint endpoint, Map<OperationKind, OperationRunner> runners) {
            Operations operations = new Operations(runners);
            progress.operations(operations::statuses);
            if (endpoint.control() != null) {
                server.serve(OperationRequest.PATH, new ControlHandler(Path.of(endpoint.control()), operations));
            }
            return operations;
        }
    }

    private static int follow(SparkSession session, JobConfig config, Faces faces) throws Exception {
        Progress progress = faces.progress();
        try (KafkaTransport transport = new KafkaTransport(config.source())) {
            LakeApplication lake = new LakeApplication(
                    config, transport, Engines.of(session.sparkContext().getConf()), progress);
            Checkpoint checkpoint = Checkpoint.open(session, config.lake(), System.currentTimeMillis());
            progress.readable(checkpoint.offsets());
            Map<String, Long> first = lake.start(session, checkpoint.committed());
            PipelineQuery query = new PipelineQuery(session, config, transport, checkpoint.location());
            RecoveryThread recovery = RecoveryThread.start(lake, session);
            MaintenanceThread maintenance = lake.startMaintenance(session);
            PointThread points = lake.startPoints(session);
            Operations operations = faces.operations(config.status(), lake.operations(session));
            VerifyThread verifying = lake.startVerifying(operations::ask);
            VolumeWatch volumes = VolumeWatch.start(VolumeWatch.EVERY, transport::volumes, progress::brokers);
            try (Stopping stopping = Stopping.with(query.start(lake.batches(), first))) {
                progress.running();
                stopping.await();
                LOG.info("Pipeline {} stopped", config.pipeline());
                return 0;
            } finally {
                volumes.close();
                verifying.close();
                operations.close();
                points.close();
                recovery.close();
                maintenance.close();
            }
        }
    }

    private static int failed(JobConfig config, Progress progress, Exception e) {
        Throwable cause = e instanceof StreamingQueryException && e.getCause() != null ? e.getCause() : e;
        String sentence = "Pipeline " + config.pipeline() + " failed: " + firstLine(cause);
        progress.failed(sentence);
        LOG.debug("The failure's trace", e);
        LOG.error(sentence, cause);
        return 1;
    }

    private static String firstLine(Throwable cause) {
        String message = cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
        return message.lines().findFirst().orElse(message);
    }
}
