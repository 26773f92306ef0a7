package io.cdcpipeline.job.decode;

import io.cdcpipeline.contract.event.CompactFormat;
import io.cdcpipeline.job.schema.Text;
import io.cdcpipeline.job.schema.TextRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The values of one row, by their places in the message. Not thread-safe. */
final class CompactRow implements EventRow {

    private final int[] kinds;
    private final int[] starts;
    private final int[] lengths;
    private final Text text = new Text();
    private byte[] bytes;
    private boolean present;

    CompactRow(int columns) {
        this.kinds = new int[columns];
        this.starts = new int[columns];
        this.lengths = new int[columns];
    }

    void read(AvroCursor cursor) throws IOException {
        present = cursor.number() != 0;
        bytes = cursor.bytes();
        for (int i = 0; present && i < kinds.length; i++) {
            kinds[i] = (int) cursor.number();
            switch (kinds[i]) {
                case CompactFormat.NULL, CompactFormat.UNCHANGED -> {}
                case CompactFormat.TEXT -> {
                    lengths[i] = cursor.text();
                    starts[i] = cursor.position() - lengths[i];
                }
                case CompactFormat.OMITTED -> lengths[i] = Math.toIntExact(cursor.number());
                default -> throw new IOException("a value of kind " + kinds[i] + ", which this version does not know");
            }
        }
    }

    @Override
    public boolean present() {
        return present;
    }

    @Override
    public void fill(TextRow row, int[] columns) {
        for (int i = 0; i < kinds.length; i++) {
            if (columns[i] < 0) {
                continue;
            }
            if (kinds[i] == CompactFormat.TEXT) {
                row.set(columns[i], text.pointTo(bytes, starts[i], lengths[i]));
            } else if (kinds[i] == CompactFormat.UNCHANGED) {
                row.keep(columns[i]);
            }
        }
    }

    @Override
    public void fillKey(TextRow row, int[] columns) {
        for (int i = 0; i < kinds.length; i++) {
            if (columns[i] >= 0 && kinds[i] == CompactFormat.TEXT && row.isInKey(columns[i])) {
                row.set(columns[i], text.pointTo(bytes, starts[i], lengths[i]));
            }
        }
    }

    @Override
    public boolean isWhole() {
        for (int i = 0; present && i < kinds.length; i++) {
            if (kinds[i] == CompactFormat.OMITTED) {
                return false;
            }
        }
        return true;
    }

    @Override
    public List<String> omitted(List<String> names) {
        List<String> omitted = new ArrayList<>();
        for (int i = 0; present && i < kinds.length; i++) {
            if (kinds[i] == CompactFormat.OMITTED) {
                omitted.add("'" + names.get(i) + "' has " + lengths[i] + " bytes");
            }
        }
        return omitted;
    }

    @Override
    public String show(List<String> names, List<String> wanted) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; present && i < kinds.length; i++) {
            if (wanted.contains(names.get(i)) && kinds[i] == CompactFormat.TEXT) {
                shown.add(names.get(i) + " = " + text.pointTo(bytes, starts[i], lengths[i]));
            }
        }
        return String.join(", ", shown);
    }
}
