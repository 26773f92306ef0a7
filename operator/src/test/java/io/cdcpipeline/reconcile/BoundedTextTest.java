package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BoundedTextTest {

    @Test
    void expressionThatGoesOnForEverIsGivenUp() {
        var text = new BoundedText("a".repeat(126));

        assertThatThrownBy(() ->
                        Pattern.compile(".*a".repeat(12) + "b").matcher(text).matches())
                .isInstanceOf(BoundedText.TooLong.class);
    }

    @Test
    void anyOtherMatchesAsItWould() {
        assertThat(Pattern.compile("a.*b").matcher(new BoundedText("axb")).matches())
                .isTrue();
    }
}
