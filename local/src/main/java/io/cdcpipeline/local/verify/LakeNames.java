package io.cdcpipeline.local.verify;

/** Names in Spark SQL. */
final class LakeNames {

    private LakeNames() {}

    static String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }
}
