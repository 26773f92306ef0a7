package io.cdcpipeline.job.engine;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What has to be known beside the pages of an index, so that another process can use it.
 *
 * @param files the number of each
 */
record KeptIndex(Pages pages, Table table, Map<String, Integer> files) {

    private static final int FORMAT = 1;

    /**
     * @param file its name
     * @param roots and {@code count}, {@code used}: see {@link MappedPlaces}
     * @param lastFile the largest number that a file has had
     */
    record Pages(String file, int roots, int count, long used, int lastFile) {}

    /**
     * @param id that Delta has given it
     * @param columns all of them, and {@code key}, its own, as JSON
     * @param first and {@code second}: see {@link KeyHash}
     */
    record Table(String id, String columns, String key, long first, long second) {

        /** Whether keys of the other are hashed the same way or not. */
        boolean isSame(Table other) {
            return id.equals(other.id) && columns.equals(other.columns) && key.equals(other.key);
        }
    }

    /** @param boot of the machine: what was in its memory only is lost with it */
    void write(DataOutputStream out, String boot) throws IOException {
        out.writeInt(FORMAT);
        text(out, boot);
        text(out, pages.file());
        out.writeInt(pages.roots());
        out.writeInt(pages.count());
        out.writeLong(pages.used());
        out.writeInt(pages.lastFile());
        text(out, table.id());
        text(out, table.columns());
        text(out, table.key());
        out.writeLong(table.first());
        out.writeLong(table.second());
        out.writeInt(files.size());
        for (Map.Entry<String, Integer> file : files.entrySet()) {
            text(out, file.getKey());
            out.writeInt(file.getValue());
        }
    }

    /** @throws IOException when it is of another time or form */
    static KeptIndex read(DataInputStream in, String boot) throws IOException {
        if (in.readInt() != FORMAT || !text(in).equals(boot)) {
            throw new IOException("it was written by another version of the job, or before the machine was started");
        }
        Pages pages = new Pages(text(in), in.readInt(), in.readInt(), in.readLong(), in.readInt());
        Table table = new Table(text(in), text(in), text(in), in.readLong(), in.readLong());
        int count = in.readInt();
        Map<String, Integer> files = new HashMap<>();
        for (int i = 0; i < count; i++) {
            files.put(text(in), in.readInt());
        }
        return new KeptIndex(pages, table, files);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
