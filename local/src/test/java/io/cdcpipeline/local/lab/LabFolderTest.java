package io.cdcpipeline.local.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.local.Installation;
import io.cdcpipeline.local.home.PipelineHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabFolderTest {

    @TempDir
    Path folder;

    @Test
    void notebooksAreLaidOutAndTheUsersOwnStay() throws Exception {
        LabFolder lab = new LabFolder(PipelineHome.of(folder));
        lab.layOut(Installation.current());
        Path own = lab.path().resolve("1_db_access.ipynb");
        Files.writeString(own, "mine");

        lab.layOut(Installation.current());

        assertThat(own).content().isEqualTo("mine");
        assertThat(lab.path().resolve("pt/5_pipeline.ipynb")).isNotEmptyFile();
    }

    @Test
    void firstNotebookIsInTheUsersLanguage() {
        assertThat(LabFolder.first(Map.of("LANG", "pt_BR.UTF-8"))).isEqualTo("pt/1_db_access.ipynb");
        assertThat(LabFolder.first(Map.of("LANG", "pt_BR.UTF-8", "LC_ALL", "C")))
                .isEqualTo("1_db_access.ipynb");
        assertThat(LabFolder.first(Map.of())).isEqualTo("1_db_access.ipynb");
    }
}
