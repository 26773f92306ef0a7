package io.cdcpipeline.contract;

/**
 * A volume of a broker's, as Kafka itself sees it (KIP-827).
 *
 * @param usableBytes what is free for it, when it was last asked
 */
public record BrokerVolume(int broker, long totalBytes, long usableBytes) {

    /** Between 0 and 1. */
    public double used() {
        return totalBytes <= 0 ? 0 : 1 - (double) usableBytes / totalBytes;
    }
}
