package io.cdcpipeline.local.lab;

import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.home.SecretStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The user's browser, where there is one. */
public record Browser(Map<String, String> environment) {

    private static final List<Path> OPENERS = List.of(Path.of("/usr/bin/xdg-open"), Path.of("/usr/bin/open"));

    /** By way of a file that only this user can read: a command's arguments are seen by all. */
    public void open(String url, PipelineHome home) {
        Optional<Path> opener = opener();
        if (opener.isEmpty()) {
            return;
        }
        SecretStore secrets = new SecretStore(home.secrets());
        String page = "<meta http-equiv=\"refresh\" content=\"0; url=" + url + "\">\n";
        secrets.put("lab", "open.html", page.getBytes(StandardCharsets.UTF_8));
        try {
            new ProcessBuilder(
                            opener.get().toString(),
                            secrets.file("lab", "open.html").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // The address was printed; who opens it is the user's affair.
        }
    }

    private Optional<Path> opener() {
        boolean screen = environment.containsKey("DISPLAY")
                || environment.containsKey("WAYLAND_DISPLAY")
                || System.getProperty("os.name").startsWith("Mac");
        return screen ? OPENERS.stream().filter(Files::isExecutable).findFirst() : Optional.empty();
    }
}
