package io.cdcpipeline.contract;

/**
 * How often all tables are cut at one place of the source's log.
 *
 * @param everyMillis so often while changes come, at most; 0 for never
 * @param keep how many points can be read, the newest ones
 */
public record Points(long everyMillis, int keep) {

    public static final Points DEFAULT = new Points(10_000, 360);
}
