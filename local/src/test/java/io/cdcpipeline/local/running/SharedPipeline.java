package io.cdcpipeline.local.running;

import io.cdcpipeline.local.home.TemporaryFolder;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives all classes the same running pipeline; it is started for the first and stopped after the last. */
public final class SharedPipeline implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestPipeline.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedPipeline.class))
                .computeIfAbsent(Running.class, key -> Running.start(), Running.class)
                .pipeline();
    }

    private record Running(TemporaryFolder folder, TestPipeline pipeline) implements AutoCloseable {

        static Running start() {
            TemporaryFolder folder = TemporaryFolder.create("cdc-it-");
            return new Running(folder, TestPipeline.start(folder.path()));
        }

        @Override
        public void close() {
            pipeline.close();
            folder.delete();
        }
    }
}
