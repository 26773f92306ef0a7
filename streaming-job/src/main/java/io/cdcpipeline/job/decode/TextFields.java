package io.cdcpipeline.job.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.job.schema.JsonRow;
import io.cdcpipeline.job.schema.Text;
import io.cdcpipeline.job.schema.TextRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The texts of one row that stands as a JSON object. Not thread-safe. */
final class TextFields implements JsonRow, EventRow {

    private final Map<String, Integer> ordinals = new HashMap<>();
    private final String[] texts;
    private final boolean[] set;
    private boolean present;

    TextFields(List<String> fields) {
        for (int i = 0; i < fields.size(); i++) {
            ordinals.put(fields.get(i), i);
        }
        this.texts = new String[fields.size()];
        this.set = new boolean[fields.size()];
    }

    @Override
    public void read(JsonParser json) throws IOException {
        Arrays.fill(texts, null);
        Arrays.fill(set, false);
        present = true;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            Integer field = ordinals.get(json.currentName());
            JsonToken value = json.nextToken();
            if (field == null) {
                json.skipChildren();
            } else if (value != JsonToken.VALUE_NULL) {
                texts[field] = json.getText();
                set[field] = true;
            }
        }
    }

    /** The next event may have no such row. */
    void forget() {
        present = false;
    }

    @Override
    public boolean present() {
        return present;
    }

    @Override
    public void fill(TextRow row, int[] columns) {
        for (int i = 0; i < texts.length; i++) {
            if (columns[i] < 0 || !set[i]) {
                continue;
            }
            if (texts[i].startsWith(SourceColumn.UNCHANGED)) {
                row.keep(columns[i]);
            } else {
                row.set(columns[i], Text.of(texts[i]));
            }
        }
    }

    @Override
    public boolean isWhole() {
        for (int i = 0; present && i < texts.length; i++) {
            if (isOmitted(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean isOmitted(int field) {
        return isMarker(field) && texts[field].length() > SourceColumn.UNCHANGED.length();
    }

    @Override
    public List<String> omitted(List<String> names) {
        List<String> omitted = new ArrayList<>();
        for (int i = 0; present && i < texts.length; i++) {
            if (isOmitted(i)) {
                omitted.add("'" + names.get(i) + "' has " + texts[i].substring(1) + " bytes");
            }
        }
        return omitted;
    }

    private boolean isMarker(int field) {
        return set[field] && texts[field].startsWith(SourceColumn.UNCHANGED);
    }

    @Override
    public String show(List<String> names, List<String> wanted) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; present && i < texts.length; i++) {
            if (wanted.contains(names.get(i)) && set[i] && !isMarker(i)) {
                shown.add(names.get(i) + " = " + texts[i]);
            }
        }
        return String.join(", ", shown);
    }

    @Override
    public void fillKey(TextRow row, int[] columns) {
        for (int i = 0; i < texts.length; i++) {
            if (columns[i] >= 0 && set[i] && row.isInKey(columns[i])) {
                row.set(columns[i], Text.of(texts[i]));
            }
        }
    }
}
