package io.cdcpipeline.local.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class MomentTest {

    /** As the job reads it from its request, which a plus sign for a blank would not be. */
    @Test
    void aTimeWithABlankOrAPlusArrivesAsItWasTyped() {
        for (String when : new String[] {"2026-01-31 12:00:00.5", "2026-01-31T14:00:00+02:00", "0/1A2B3C8"}) {
            URI asked =
                    URI.create("http://localhost/sql?" + Moment.atPoint(when).query());

            assertThat(asked.getQuery()).isEqualTo("at-point=" + when);
        }
    }
}
