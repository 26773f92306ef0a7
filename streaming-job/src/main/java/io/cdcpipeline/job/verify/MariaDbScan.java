package io.cdcpipeline.job.verify;

import io.cdcpipeline.job.fill.ServedPages;
import io.cdcpipeline.job.fill.ServedShare;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;

/**
 * Reads rows of a table of MariaDB that the driver serves: an executor's part.
 *
 * @param served by which the driver is asked for them
 * @param form the rows that are given
 * @param bytes by column, whether its values are bytes
 */
record MariaDbScan(String served, RowForm form, boolean[] bytes)
        implements FlatMapFunction<Iterator<ServedShare>, List<String>>, Serializable {

    @Override
    public Iterator<List<String>> call(Iterator<ServedShare> partition) {
        if (!partition.hasNext()) {
            return List.<List<String>>of().iterator();
        }
        ServedShare share = partition.next();
        return new Rows(new ServedPages(served, share.reader()), share.ranges().iterator());
    }

    /** One range after the other. */
    private final class Rows implements Iterator<List<String>> {

        private final ServedPages pages;
        private final Iterator<Integer> ranges;
        private boolean begun;

        Rows(ServedPages pages, Iterator<Integer> ranges) {
            this.pages = pages;
            this.ranges = ranges;
        }

        @Override
        public boolean hasNext() {
            while (!begun || !pages.hasNext()) {
                if (!ranges.hasNext()) {
                    return false;
                }
                pages.begin(ranges.next());
                begun = true;
            }
            return true;
        }

        @Override
        public List<String> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            List<String> texts = new ArrayList<>(bytes.length);
            for (boolean isBytes : bytes) {
                texts.add(text(pages.next(), isBytes));
            }
            return form.of(texts);
        }

        private String text(int length, boolean isBytes) {
            if (length < 0) {
                return null;
            }
            int at = pages.at(length);
            return isBytes
                    ? HexFormat.of().formatHex(pages.bytes(), at, at + length)
                    : new String(pages.bytes(), at, length, StandardCharsets.UTF_8);
        }
    }
}
