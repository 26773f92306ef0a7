package io.cdcpipeline.reconcile;

/** One stage of a pipeline, in the reconciler's list. */
public sealed interface Step permits SourceStep, BrokerStep, CaptureStep, ApplyStep {

    /** Brings the stage to what the plan wants, and looks at it. */
    StepResult advance(Reconciliation reconciliation);

    /** Only looks: an earlier stage is not ready. */
    StepResult watch(Reconciliation reconciliation);

    /** Something of it exists: it once had its turn. */
    boolean begun(Reconciliation reconciliation);
}
