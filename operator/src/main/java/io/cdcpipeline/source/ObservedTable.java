package io.cdcpipeline.source;

/**
 * A table of the database that the pipeline's patterns select.
 *
 * @param name {@code schema.table}, as it is called
 * @param quoted the same as a statement has it
 * @param visible no policy hides some of its rows from the role
 * @param identifiable its replica identity says which row an UPDATE or DELETE means
 * @param published the pipeline's publication has it
 * @param appended it is published, not identifiable, and so takes nothing but inserts: the source refuses all else
 * @param partitioned its rows are in partitions
 */
record ObservedTable(
        String name,
        String quoted,
        boolean readable,
        boolean visible,
        boolean identifiable,
        boolean published,
        boolean appended,
        boolean partitioned) {}
