package io.cdcpipeline.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * The n-th transaction that is written while everything is being killed. It follows from its number alone, so that one whose
 * commit got no answer can be looked for, and repeated.
 *
 * @param sql its statements
 * @param orders what it does to {@code chaos.orders}, as the changelog has to tell it: {@code operation|id|state|amount}; the
 *     same is done to {@code chaos.versions}, a history, and {@code chaos.ended}, whose deletes are soft
 */
record ChaosTransaction(long number, List<String> sql, List<String> orders) {

    private static final int ACCOUNTS = 100;
    private static final int ANOTHER_SHAPE = 200;
    private static final int EMPTIED = 700;
    private static final long MOVED = 1_000_000_000;
    private static final List<String> SAME = List.of("chaos.orders", "chaos.versions", "chaos.ended");

    static ChaosTransaction of(long n) {
        ChaosTransaction transaction = new ChaosTransaction(n, new ArrayList<>(), new ArrayList<>());
        transaction.sql.add("INSERT INTO chaos.marks VALUES (" + n + ")");
        transaction.transfer();
        transaction.move();
        transaction.lines();
        transaction.orders(n);
        if (n % ANOTHER_SHAPE == 0) {
            transaction.shape();
        }
        return transaction;
    }

    /** Whether it is committed: it leaves its number. */
    String mark() {
        return "SELECT FROM chaos.marks WHERE n = " + number;
    }

    /** The sum over both tables is the same after each transaction. */
    private void transfer() {
        long amount = number % 17;
        sql.add("UPDATE chaos.accounts SET balance = balance - " + amount + " WHERE id = " + number * 7919 % ACCOUNTS);
        sql.add("UPDATE chaos.savings SET balance = balance + " + amount + " WHERE id = " + number * 104729 % ACCOUNTS);
    }

    private void move() {
        sql.add("INSERT INTO chaos.moves (id, note) VALUES (" + number + ", 'note " + number + "')");
        sql.add("UPDATE chaos.moves SET id = id + " + MOVED + " WHERE id = " + (number - 4));
        sql.add("UPDATE chaos.moves SET note = 'again' WHERE id = " + (number - 9 + MOVED));
        if (number % 2 == 0) {
            sql.add("DELETE FROM chaos.moves WHERE id = " + (number - 20 + MOVED));
        }
    }

    /** Rows that only their number tells apart: three come, one goes, one becomes another. */
    private void lines() {
        long a = number % 5;
        String one = " WHERE ctid = (SELECT min(ctid) FROM chaos.lines WHERE a = ";
        sql.add("INSERT INTO chaos.lines SELECT " + a + ", 'x' FROM generate_series(1, 3)");
        sql.add("DELETE FROM chaos.lines" + one + a + ")");
        sql.add("UPDATE chaos.lines SET a = NULL, b = 'y'" + one + (a + 1) + ")");
        if (number % EMPTIED == 0) {
            sql.add("TRUNCATE chaos.lines");
        }
    }

    /** The same in each table, for the lake keeps it in another way in each. */
    private void orders(long n) {
        SAME.forEach(table -> sql.add("INSERT INTO " + table + " VALUES (" + n + ", 'new', " + n % 97 + ")"));
        orders.add("insert|" + n + "|new|" + n % 97);
        if (n > 3) {
            SAME.forEach(table -> sql.add("UPDATE " + table + " SET state = 'paid' WHERE id = " + (n - 3)));
            orders.add("update|" + (n - 3) + "|paid|" + (n - 3) % 97);
        }
        if (n > 7) {
            SAME.forEach(table -> sql.add("DELETE FROM " + table + " WHERE id = " + (n - 7)));
            orders.add("delete|" + (n - 7) + "||");
        }
    }

    /** A column comes, the one before it is renamed, the one before that goes. */
    private void shape() {
        long c = number / ANOTHER_SHAPE;
        sql.add("ALTER TABLE chaos.moves ADD COLUMN c" + c + " int DEFAULT " + c);
        if (c > 1) {
            sql.add("ALTER TABLE chaos.moves RENAME COLUMN c" + (c - 1) + " TO d" + (c - 1));
        }
        if (c > 2) {
            sql.add("ALTER TABLE chaos.moves DROP COLUMN d" + (c - 2));
        }
    }
}
