package io.cdcpipeline.job.verify;

/**
 * A column of a source table.
 *
 * @param type PostgreSQL's name of its type, without length; the base type of a domain
 * @param array whether it is an array
 */
record ComparedColumn(String name, String type, boolean array) {

    /** As SQL writes it, whatever letters it has. */
    String quoted() {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
