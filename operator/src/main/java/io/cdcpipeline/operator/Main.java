package io.cdcpipeline.operator;

import io.cdcpipeline.cluster.Routes;
import io.cdcpipeline.reconcile.OperatorConfig;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the operator until it is told to stop. Configured by environment variables, see {@link Environment}. */
public final class Main {

    private static final String LOG_CONFIGURATION = "log4j2.configurationFile";

    static {
        // Beside this class and not at the root, where it would also rule the local runner; before the first logger.
        if (System.getProperty(LOG_CONFIGURATION) == null) {
            System.setProperty(LOG_CONFIGURATION, "classpath:io/cdcpipeline/operator/log4j2.properties");
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int WRONG_CONFIGURATION = 2;

    private Main() {}

    /** Takes no argument. Ends with 2 when the configuration is wrong, 1 when the operator can't go on. */
    public static void main(String[] arguments) throws IOException {
        OperatorConfig config;
        try {
            config = Environment.read(System.getenv());
        } catch (IllegalArgumentException e) {
            e.getMessage().lines().forEach(LOG::error);
            System.exit(WRONG_CONFIGURATION);
            return;
        }
        // Not System.exit: that would wait for this very thread to be stopped by the hook below.
        var platform = new Platform(
                Config.autoConfigure(null), http -> {}, Routes.direct(), Clock.systemUTC(), () -> Runtime.getRuntime()
                        .halt(1));
        var operator = new CdcOperator(config, platform);
        Runtime.getRuntime().addShutdownHook(new Thread(operator::close, "shutdown"));
        try {
            operator.start();
        } catch (RuntimeException e) {
            LOG.error("The operator can't start", e);
            System.exit(1);
        }
    }
}
