package io.cdcpipeline.local.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.lab.Python.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PythonTest {

    @Test
    void firstThatFitsIsTaken() {
        List<Answer> answers = List.of(
                new Answer("python3", "3.9", true),
                new Answer("python3.13", "3.13", false),
                new Answer("python3.12", "3.12", true));

        assertThat(Python.choose(answers)).isEqualTo(new Python("python3.12", "3.12"));
    }

    @Test
    void noPythonAtAllNamesThePackage() {
        assertThatThrownBy(() -> Python.choose(List.of()))
                .isInstanceOf(LocalException.class)
                .hasMessageContainingAll("3.10 to 3.13", "none was found", "apt-get install python3 python3-venv");
    }

    @Test
    void oneThatIsTooOldOrTooNewIsNamed() {
        assertThatThrownBy(() -> Python.choose(List.of(new Answer("python3", "3.9", true))))
                .hasMessageContainingAll("python3 is 3.9", "3.10 to 3.13", "CDC_PYTHON");
        assertThatThrownBy(() -> Python.choose(List.of(new Answer("python3", "3.14", true))))
                .hasMessageContaining("python3 is 3.14");
    }

    @Test
    void oneWithoutVenvNamesThePackage() {
        assertThatThrownBy(() -> Python.choose(List.of(new Answer("python3", "3.11", false))))
                .hasMessageContainingAll("Python 3.11", "ensurepip", "apt-get install python3-venv");
    }

    @Test
    void programThatIsNoPythonIsNone() {
        assertThatThrownBy(() -> Python.find(Map.of("CDC_PYTHON", "/bin/true"))).hasMessageContaining("none was found");
        assertThatThrownBy(() -> Python.find(Map.of("CDC_PYTHON", "/no/such"))).hasMessageContaining("none was found");
    }
}
