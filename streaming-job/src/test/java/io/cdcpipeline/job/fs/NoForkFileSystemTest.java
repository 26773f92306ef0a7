package io.cdcpipeline.job.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoForkFileSystemTest {

    @TempDir
    java.nio.file.Path folder;

    private final Configuration conf = new Configuration();
    private FileSystem files;

    @BeforeEach
    void open() throws IOException {
        conf.set("fs.file.impl", NoForkFileSystem.class.getName());
        conf.set("fs.AbstractFileSystem.file.impl", NoForkFs.class.getName());
        files = FileSystem.newInstance(URI.create("file:///"), conf);
    }

    @Test
    void whatIsWrittenIsThere() throws IOException {
        Path file = new Path("file:" + folder + "/a folder/ü.txt");
        write(file, "hello");
        FileStatus status = files.getFileStatus(file);
        assertThat(status.getLen()).isEqualTo(5);
        assertThat(status.isFile()).isTrue();
        assertThat(status.getPath()).isEqualTo(file);
        assertThat(files.getFileStatus(file.getParent()).isDirectory()).isTrue();
        assertThat(files.listStatus(file.getParent()))
                .extracting(s -> s.getPath().getName())
                .containsExactly("ü.txt");
        try (var in = files.open(file)) {
            assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
        }
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> files.getFileStatus(new Path("file:" + folder + "/none")))
                .isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void permissionsAreLeftToTheUmask() throws IOException {
        Path file = new Path("file:" + folder + "/f");
        write(file, "x");
        files.setPermission(file, new FsPermission((short) 0));
        assertThat(folder.resolve("f").toFile().canRead()).isTrue();
    }

    /** How Spark writes its checkpoints and Delta its log: to a name of its own, then renamed unless something is there. */
    @Test
    void renameRefusesToReplace() throws IOException {
        FileContext context = FileContext.getFileContext(URI.create("file:///"), conf);
        Path first = new Path("file:" + folder + "/1.tmp");
        Path second = new Path("file:" + folder + "/2.tmp");
        Path target = new Path("file:" + folder + "/log/00.json");
        context.mkdir(target.getParent(), FsPermission.getDirDefault(), true);
        for (Path temporary : new Path[] {first, second}) {
            try (var out = context.create(temporary, EnumSet.of(CreateFlag.CREATE))) {
                out.writeBytes(temporary.getName());
            }
        }
        context.rename(first, target, Options.Rename.NONE);
        assertThatThrownBy(() -> context.rename(second, target, Options.Rename.NONE))
                .isInstanceOf(org.apache.hadoop.fs.FileAlreadyExistsException.class);
        try (var in = context.open(target)) {
            assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("1.tmp");
        }
        assertThat(context.getFileStatus(target).getLen()).isEqualTo(5);
    }

    @Test
    void noProcessIsStartedForAnyOfThat() throws IOException {
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ProcessStart");
            recording.start();
            whatIsWrittenIsThere();
            renameRefusesToReplace();
            recording.stop();
            java.nio.file.Path events = folder.resolve("events.jfr");
            recording.dump(events);
            assertThat(RecordingFile.readAllEvents(events))
                    .extracting(event -> event.getString("command"))
                    .isEmpty();
        }
    }

    private void write(Path file, String text) throws IOException {
        try (var out = files.create(file)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
