package io.cdcpipeline.job.lake;

import io.cdcpipeline.contract.TableSetting;
import io.cdcpipeline.contract.TableSettings;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** By which names the source's tables are known in the lake: by their own, where the manifest says no other. Thread-safe. */
public final class Targets {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(schema|table)}");

    private final TableSettings settings;
    private final Map<TableId, TableId> known = new ConcurrentHashMap<>();

    public Targets(TableSettings settings) {
        this.settings = settings;
    }

    /** Whether no table has another name than in the source. */
    public boolean areNone() {
        return settings.tables().stream().allMatch(setting -> setting.target() == null);
    }

    /** @param source a table of the source */
    public TableId of(TableId source) {
        return known.computeIfAbsent(source, this::target);
    }

    private TableId target(TableId source) {
        return settings.of(source.toString())
                .map(TableSetting::target)
                .map(TableId::parse)
                .map(target -> new TableId(filled(target.schema(), source), filled(target.table(), source)))
                .orElse(source);
    }

    /** In one pass: a table may be called like a placeholder. */
    private static String filled(String template, TableId source) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(found ->
                        Matcher.quoteReplacement(found.group(1).equals("schema") ? source.schema() : source.table()));
    }
}
