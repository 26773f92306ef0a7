package io.cdcpipeline.job.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.spark.sql.execution.streaming.CheckpointFileManager.CancellableFSDataOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFilesTest {

    @TempDir
    Path folder;

    @Test
    void aFileIsThereWhenItIsClosedAndNotBefore() throws IOException {
        CancellableFSDataOutputStream out = files().createAtomic(at("7"), false);
        out.write("offsets".getBytes(StandardCharsets.UTF_8));
        assertThat(folder.resolve("7")).doesNotExist();

        out.close();

        assertThat(folder.resolve("7")).hasContent("offsets");
        assertThat(folder).isDirectoryContaining("glob:**7").isDirectoryNotContaining("glob:**.{crc,tmp}");
    }

    @Test
    void aFileOfAnotherQueryIsNotReplaced() throws IOException {
        Files.writeString(folder.resolve("7"), "theirs");
        CancellableFSDataOutputStream out = files().createAtomic(at("7"), false);

        assertThatThrownBy(out::close).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(folder.resolve("7")).hasContent("theirs");
    }

    @Test
    void aFileThatIsGivenUpLeavesNothing() throws IOException {
        CancellableFSDataOutputStream out = files().createAtomic(at("7"), false);
        out.cancel();

        assertThat(folder).isEmptyDirectory();
    }

    private org.apache.hadoop.fs.Path at(String name) {
        return new org.apache.hadoop.fs.Path(folder.resolve(name).toUri());
    }

    private CheckpointFiles files() {
        Configuration hadoop = new Configuration(false);
        hadoop.set("fs.file.impl", NoForkFileSystem.class.getName());
        hadoop.setBoolean("fs.file.impl.disable.cache", true);
        return new CheckpointFiles(new org.apache.hadoop.fs.Path(folder.toUri()), hadoop);
    }
}
