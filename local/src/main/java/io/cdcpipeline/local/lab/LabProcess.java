package io.cdcpipeline.local.lab;

import io.cdcpipeline.local.Installation;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.process.JavaCommand;
import io.cdcpipeline.local.process.Loopback;
import io.cdcpipeline.local.supervise.JobModules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How JupyterLab is started, and what its notebooks find in their environment. */
public record LabProcess(Installation installation, LabEnvironment environment, PipelineHome home) {

    /** @param tokenFile so that the token is in no argument and in no notebook's environment */
    ProcessBuilder builder(int port, Path tokenFile) {
        ProcessBuilder builder = Loopback.process(command(port));
        builder.environment().putAll(settings(tokenFile));
        return builder;
    }

    private List<String> command(int port) {
        LabFolder folder = new LabFolder(home);
        List<String> command = new ArrayList<>(JavaCommand.inOwnSession());
        command.addAll(List.of(
                environment.program().toString(),
                installation.lab().resolve("serve.py").toString(),
                "--no-browser",
                "--allow-root",
                "--ServerApp.ip=127.0.0.1",
                "--ServerApp.port=" + port,
                "--ServerApp.port_retries=0",
                "--ServerApp.root_dir=" + folder.path()));
        return command;
    }

    private Map<String, String> settings(Path tokenFile) {
        Path settings = new LabFolder(home).settings();
        Map<String, String> variables = new TreeMap<>(notebooks());
        variables.put("JUPYTER_TOKEN_FILE", tokenFile.toString());
        // Whatever the user has of Jupyter beside this
        variables.put("JUPYTER_CONFIG_DIR", settings.toString());
        variables.put("JUPYTER_DATA_DIR", settings.resolve("data").toString());
        variables.put("JUPYTER_RUNTIME_DIR", settings.resolve("run").toString());
        return variables;
    }

    /** What a notebook needs, whoever runs it. */
    public Map<String, String> notebooks() {
        return Map.of(
                "CDC_DIR", home.dir().toString(),
                "PYTHONPATH", installation.lab().toString(),
                "PYTHONNOUSERSITE", "1",
                "PYTHONDONTWRITEBYTECODE", "1",
                "IPYTHONDIR", environment.caches().resolve("ipython").toString(),
                "MPLCONFIGDIR", environment.caches().resolve("matplotlib").toString(),
                "SPARK_HOME", installation.lab().resolve("spark").toString(),
                "JAVA_HOME", System.getProperty("java.home"),
                "CDC_LAB_CLASS_PATH", installation.jobClassPath(),
                "CDC_LAB_JVM_OPTIONS", String.join(" ", JobModules.OPTIONS));
    }
}
