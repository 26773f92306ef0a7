package io.cdcpipeline.job.apply;

import java.io.Serializable;
import scala.runtime.AbstractFunction1;

/** Picks one partition of an RDD. */
final class Only extends AbstractFunction1<Object, Object> implements Serializable {

    private final int partition;

    Only(int partition) {
        this.partition = partition;
    }

    @Override
    public Object apply(Object index) {
        return (Integer) index == partition;
    }
}
