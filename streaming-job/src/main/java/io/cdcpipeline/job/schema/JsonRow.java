package io.cdcpipeline.job.schema;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** What becomes of a row that stands as an object in an event. */
@FunctionalInterface
public interface JsonRow {

    /** @param json stands on the object's start; afterwards on its end */
    void read(JsonParser json) throws IOException;
}
