package io.cdcpipeline.job.schema;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.unsafe.types.UTF8String;

/** A row, and its key, put together out of the texts of its columns. Not thread-safe. */
public final class TextRow {

    private static final byte KEPT = '1';
    private static final byte SET = '0';

    /**
     * One column.
     *
     * @param key its place in the key, from 1; 0 for a column that is not in it
     */
    public record Field(String name, TextType type, int key) {}

    private final Field[] fields;
    private final TextType[] keyTypes;
    private final UnsafeRowWriter row;
    private final UnsafeRowWriter key;
    private final boolean[] set;
    private final byte[] kept;
    private int keptCount;
    private String problem;

    public TextRow(List<Field> fields) {
        this.fields = fields.toArray(Field[]::new);
        this.keyTypes = fields.stream().map(f -> f.type().forKey()).toArray(TextType[]::new);
        this.row = new UnsafeRowWriter(RowShape.LEAD + this.fields.length, 256);
        this.key = new UnsafeRowWriter(
                (int) fields.stream().filter(f -> f.key() > 0).count(), 64);
        this.set = new boolean[this.fields.length];
        this.kept = new byte[this.fields.length];
    }

    /** Begins a row whose columns are all NULL. */
    public void start() {
        row.reset();
        row.zeroOutNullBytes();
        key.reset();
        key.zeroOutNullBytes();
        Arrays.fill(set, false);
        Arrays.fill(kept, SET);
        keptCount = 0;
        problem = null;
    }

    /** The column keeps the value that the table has. */
    public void keep(int column) {
        kept[column] = KEPT;
        keptCount++;
    }

    /** All but the key's columns keep their values. */
    public void keepOthers() {
        for (int i = 0; i < fields.length; i++) {
            if (fields[i].key() == 0) {
                keep(i);
            }
        }
    }

    /** A value that has no exact place in the column is remembered, and so is one that its reader stumbles over: {@link #bytes} says so. */
    public void set(int column, Text text) {
        Field field = fields[column];
        try {
            field.type().read(text, row, RowShape.LEAD + column);
            if (field.key() > 0) {
                keyTypes[column].read(text, key, field.key() - 1);
            }
            set[column] = true;
        } catch (UnreadableValue | NumberFormatException e) {
            problem = "column '" + field.name() + "': " + e.getMessage();
        } catch (RuntimeException e) {
            // A fault of the reader's: one row's trouble, and not the whole job's.
            problem = "column '" + field.name() + "': it could not be read, which is a fault of the job: " + e;
        }
    }

    public boolean isInKey(int column) {
        return fields[column].key() > 0;
    }

    /** Whether a column of the row keeps its value. */
    public boolean anyKept() {
        return keptCount > 0;
    }

    /**
     * The row in the layout of {@link RowShape#operations()}, whose operation is not set yet; a copy.
     *
     * @throws UnreadableValue when a value had no exact place in the row
     */
    public byte[] bytes() throws UnreadableValue {
        check();
        for (int i = 0; i < fields.length; i++) {
            if (!set[i]) {
                row.setNullAt(RowShape.LEAD + i);
            }
        }
        row.write(0, (byte) 0);
        if (anyKept()) {
            row.write(1, UTF8String.fromBytes(kept.clone()));
        } else {
            row.setNullAt(1);
        }
        return row.getRow().copy().getBytes();
    }

    /**
     * The key as an unsafe row of its own; a copy.
     *
     * @throws UnreadableValue as {@link #bytes}
     */
    public byte[] key() throws UnreadableValue {
        check();
        for (int i = 0; i < fields.length; i++) {
            if (fields[i].key() > 0 && !set[i]) {
                key.setNullAt(fields[i].key() - 1);
            }
        }
        return key.getRow().copy().getBytes();
    }

    private void check() throws UnreadableValue {
        if (problem != null) {
            throw new UnreadableValue(problem);
        }
    }
}
