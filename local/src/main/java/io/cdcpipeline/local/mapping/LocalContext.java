package io.cdcpipeline.local.mapping;

import io.cdcpipeline.local.Installation;
import io.cdcpipeline.local.home.Identity;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.home.Ports;
import java.nio.file.Path;

/** This machine, as far as a mapped resource has to know it. */
record LocalContext(Installation installation, PipelineHome home, Identity identity, Ports ports, Mounts mounts) {

    static final String LOOPBACK = "127.0.0.1";

    String kafkaAddress() {
        return LOOPBACK + ":" + ports.kafka();
    }

    /** Holds what a client must show to have its SQL answered. */
    Path queryToken() {
        mounts.secrets().generate("query", "token");
        return mounts.secrets().file("query", "token");
    }
}
