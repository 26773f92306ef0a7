package io.cdcpipeline.observe;

import io.cdcpipeline.contract.BrokerVolume;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A broker's volume that is nearly full. The job deletes what all tables have from half of it on: what fills it now, some table lacks. */
final class FullVolume {

    /** A condition that is true, and yet worth a look. */
    static final String FILLING = "VolumeFilling";

    private static final double NEARLY = 0.8;

    private static final String REMEDY =
            ": let it grow by spec.broker.managed.storage.size, where its storage class lets volumes grow";

    private FullVolume() {}

    private static Optional<BrokerVolume> fullest(List<BrokerVolume> volumes) {
        return volumes.stream()
                .max(Comparator.comparingDouble(BrokerVolume::used))
                .filter(volume -> volume.used() >= NEARLY);
    }

    /** While Kafka is as it should be: before the volume is full, and everything stops. In steps, for it moves all the time. */
    static Optional<StageCondition> warning(StageCondition ready, List<BrokerVolume> volumes) {
        return fullest(volumes)
                .map(volume -> new StageCondition.Ready(
                        FILLING,
                        ready.message() + "; the volume of broker " + volume.broker() + " is "
                                + (volume.used() >= 0.9 ? "over 90 %" : "over 80 %")
                                + " full, and Kafka ends when it is: what fills it are changes that some table does not"
                                + " have yet. Mend what keeps it from taking them, or" + REMEDY.substring(1)));
    }

    /**
     * While no broker runs: of one that ended there is no word but what it said before.
     *
     * @param trouble what its pod shows
     */
    static Optional<StageCondition> cause(StageCondition trouble, List<BrokerVolume> volumes) {
        return fullest(volumes)
                .map(volume -> new StageCondition.Failed(
                        "VolumeFull",
                        trouble.message() + ". The volume of broker " + volume.broker() + " was "
                                + String.format(Locale.ROOT, "%.0f %%", 100 * volume.used())
                                + " full when it last answered" + REMEDY
                                + "; all goes on by itself then, and nothing is lost"));
    }
}
