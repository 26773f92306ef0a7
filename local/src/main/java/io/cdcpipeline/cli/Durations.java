package io.cdcpipeline.cli;

import io.cdcpipeline.contract.DurationText;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time as kubectl takes it, of one unit: {@code 500ms}, {@code 60s}, {@code 5m}, {@code 1h}. */
final class Durations implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        try {
            return DurationText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is not a duration; write 500ms, 60s, 5m or 1h");
        }
    }
}
