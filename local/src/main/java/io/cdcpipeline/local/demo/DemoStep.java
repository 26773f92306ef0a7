package io.cdcpipeline.local.demo;

import java.util.List;

/** What is done to the source, and what to call it; no SQL for the rows that are there from the start. */
record DemoStep(String title, List<String> sql) {

    static final String TABLE = "inventory.customers";

    static final DemoStep SNAPSHOT = new DemoStep("The rows that were there before the pipeline", List.of());

    static final List<DemoStep> CHANGES = List.of(
            new DemoStep(
                    "A row is inserted",
                    List.of("INSERT INTO inventory.customers (first_name, last_name, email)"
                            + " VALUES ('Ada', 'Lovelace', 'ada@example.com')")),
            new DemoStep(
                    "A row is updated", List.of("UPDATE inventory.customers SET first_name = 'John' WHERE id = 1004")),
            new DemoStep("A row is deleted", List.of("DELETE FROM inventory.customers WHERE id = 1002")),
            new DemoStep(
                    "The table gets a new column",
                    List.of(
                            "ALTER TABLE inventory.customers ADD COLUMN phone varchar(32)",
                            "UPDATE inventory.customers SET phone = '+1 555 0100' WHERE id = 1001")));
}
