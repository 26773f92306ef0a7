package io.cdcpipeline.job.fill;

import io.cdcpipeline.job.decode.TextRows;
import io.cdcpipeline.job.schema.Text;
import io.cdcpipeline.job.schema.UnreadableValue;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;

/** The rows of one range after the other, as the driver serves them: each value as the stream's text of it. Not thread-safe. */
final class MariaDbRows implements Iterator<InternalRow> {

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final ServedPages pages;
    private final MariaDbFillTask task;
    private final Iterator<Integer> ranges;
    private final TextRows rows;
    private final Text text = new Text();
    private byte[] digits = new byte[64];
    private int range = -1;
    private long count;
    private InternalRow next;

    /** @param ranges numbers of those that this reads */
    MariaDbRows(ServedPages pages, MariaDbFillTask task, List<Integer> ranges) {
        this.pages = pages;
        this.task = task;
        this.ranges = ranges.iterator();
        this.rows = task.rows();
    }

    @Override
    public boolean hasNext() {
        while (next == null && (range >= 0 || ranges.hasNext())) {
            step();
        }
        return next != null;
    }

    private void step() {
        if (range < 0) {
            range = ranges.next();
            count = 0;
            pages.begin(range);
        }
        if (pages.hasNext()) {
            count++;
            next = read();
        } else {
            task.progress().read(new CopiedRows.Read(task.ranges().get(range).bytes(), count));
            range = -1;
        }
    }

    /** Null for a row of which some value has no exact place in the lake. */
    private InternalRow read() {
        rows.start();
        for (int i = 0; i < task.table().columns().size(); i++) {
            int length = pages.next();
            if (length >= 0) {
                rows.set(i, text(task.table().columns().get(i), length));
            }
        }
        try {
            return rows.row();
        } catch (UnreadableValue e) {
            task.progress().unreadable(e.getMessage());
            return null;
        }
    }

    private Text text(MariaDbColumn column, int length) {
        text.pointTo(pages.bytes(), pages.at(length), length);
        if (column.isBytes()) {
            return hexadecimal(length);
        }
        if (column.isReal()) {
            byte[] changed = column.changed(text.toString());
            return text.pointTo(changed, 0, changed.length);
        }
        return text;
    }

    private Text hexadecimal(int length) {
        if (digits.length < 2 * length) {
            digits = new byte[4 * length];
        }
        for (int i = 0; i < length; i++) {
            digits[2 * i] = DIGITS[text.at(i) >> 4 & 0xf];
            digits[2 * i + 1] = DIGITS[text.at(i) & 0xf];
        }
        return text.pointTo(digits, 0, 2 * length);
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        InternalRow row = next;
        next = null;
        return row;
    }
}
