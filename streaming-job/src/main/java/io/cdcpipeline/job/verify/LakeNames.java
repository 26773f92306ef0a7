package io.cdcpipeline.job.verify;

/** Names in Spark SQL. */
final class LakeNames {

    private LakeNames() {}

    static String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }
}
