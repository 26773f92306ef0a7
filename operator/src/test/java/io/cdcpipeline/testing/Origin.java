package io.cdcpipeline.testing;

import java.io.IOException;

/** One way to get the API server's binaries. */
interface Origin {

    /** As it stands in the error when every way failed. */
    String name();

    /** Fills the folder, or throws with the reason. A folder is complete or not there: others read it at any time. */
    void fill(BinariesFolder cache) throws IOException, InterruptedException;
}
