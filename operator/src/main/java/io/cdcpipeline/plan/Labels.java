package io.cdcpipeline.plan;

/** Labels and annotations of ours that others select by. */
public final class Labels {

    /** On every resource and pod of a pipeline; its value is the pipeline's name, shortened where a label needs it. */
    public static final String PIPELINE = "cdcpipeline.io/pipeline";

    /**
     * Hash of a SparkApplication's spec, also on its driver's pod: Spark operators can miss a change, and then the two
     * differ.
     */
    public static final String SPEC_HASH = "cdcpipeline.io/spec-hash";

    /** On everything that the operator makes itself, and on pods whose labels it decides; what others make lacks it. */
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    public static final String OPERATOR = "cdcpipeline-operator";

    private Labels() {}
}
