package io.cdcpipeline.observe;

import java.util.Arrays;
import java.util.List;

/**
 * A measure shown in steps, so that a status says how large it is and is written only when that changes: a lag that
 * wavers between 0.3 s and 0.9 s is {@code <1s} all the while. A step is left downwards only when the value is well below
 * it, or a value at its edge would cause a write with each look.
 */
final class Scale {

    private static final double MARGIN = 0.8;

    static final Scale SECONDS = new Scale(
            List.of(1d, 2d, 5d, 10d, 30d, 60d, 120d, 300d, 600d, 1800d, 3600d, 7200d, 21600d, 43200d, 86400d),
            List.of(
                    "<1s", "<2s", "<5s", "<10s", "<30s", "<1m", "<2m", "<5m", "<10m", "<30m", "<1h", "<2h", "<6h",
                    "<12h", "<1d"),
            ">1d");

    static final Scale PER_SECOND = new Scale(
            List.of(1d, 10d, 50d, 100d, 500d, 1e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5),
            List.of(
                    "<1/s", "<10/s", "<50/s", "<100/s", "<500/s", "<1k/s", "<5k/s", "<10k/s", "<20k/s", "<50k/s",
                    "<100k/s", "<200k/s"),
            ">200k/s");

    static final Scale BYTES = new Scale(
            bytes(64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536, 131072, 262144, 524288, 1048576),
            List.of(
                    "<64Mi", "<128Mi", "<256Mi", "<512Mi", "<1Gi", "<2Gi", "<4Gi", "<8Gi", "<16Gi", "<32Gi", "<64Gi",
                    "<128Gi", "<256Gi", "<512Gi", "<1Ti"),
            ">1Ti");

    private final List<Double> bounds;
    private final List<String> labels;
    private final String beyond;

    private Scale(List<Double> bounds, List<String> labels, String beyond) {
        this.bounds = bounds;
        this.labels = labels;
        this.beyond = beyond;
    }

    /**
     * @param shown what was shown last, null when nothing was
     * @param value null when it was not seen: what was shown stays
     */
    String show(String shown, Double value) {
        if (value == null) {
            return shown;
        }
        int step = step(value);
        int last = beyond.equals(shown) ? labels.size() : shown == null ? -1 : labels.indexOf(shown);
        boolean barelyBelow = last == step + 1 && value >= bounds.get(step) * MARGIN;
        return label(barelyBelow ? last : step);
    }

    private int step(double value) {
        int step = 0;
        while (step < bounds.size() && value >= bounds.get(step)) {
            step++;
        }
        return step;
    }

    private String label(int step) {
        return step < labels.size() ? labels.get(step) : beyond;
    }

    private static List<Double> bytes(int... mebibytes) {
        return Arrays.stream(mebibytes).mapToObj(m -> m * 1024d * 1024d).toList();
    }
}
