package io.cdcpipeline.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cdcpipeline.testing.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.jse.JsePlatform;

/**
 * A script of k8s/argocd, run as Argo CD runs it: the object is the global {@code obj}, what it returns is the answer. Argo CD has
 * gopher-lua (Lua 5.1), of which there is none for Java; LuaJ's 5.2 has all that the scripts use.
 */
record LuaScript(Path file) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param path below k8s/argocd/cdcpipeline.io */
    static LuaScript at(String path) {
        return new LuaScript(folder().resolve(path));
    }

    static Path folder() {
        return Checkout.root().resolve("k8s/argocd/cdcpipeline.io");
    }

    JsonNode run(JsonNode object) {
        Globals lua = JsePlatform.standardGlobals();
        lua.set("obj", lua(object));
        try {
            return json(lua.load(Files.readString(file), file.toString()).call());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LuaValue lua(JsonNode node) {
        if (node.isContainerNode()) {
            LuaTable table = new LuaTable();
            node.properties().forEach(field -> table.set(field.getKey(), lua(field.getValue())));
            for (int i = 0; i < node.size() && node.isArray(); i++) {
                table.set(i + 1, lua(node.get(i)));
            }
            return table;
        }
        if (node.isNumber()) {
            return LuaValue.valueOf(node.asDouble());
        }
        return node.isBoolean() ? LuaValue.valueOf(node.asBoolean()) : LuaValue.valueOf(node.asText());
    }

    private static JsonNode json(LuaValue value) {
        if (value instanceof LuaTable table) {
            return table.length() > 0 ? array(table) : object(table);
        }
        if (value.isboolean()) {
            return JsonNodeFactory.instance.booleanNode(value.toboolean());
        }
        return value.isint()
                ? JsonNodeFactory.instance.numberNode(value.toint())
                : JsonNodeFactory.instance.textNode(value.tojstring());
    }

    private static ArrayNode array(LuaTable table) {
        ArrayNode items = JSON.createArrayNode();
        for (int i = 1; i <= table.length(); i++) {
            items.add(json(table.get(i)));
        }
        return items;
    }

    private static ObjectNode object(LuaTable table) {
        ObjectNode fields = JSON.createObjectNode();
        for (Varargs next = table.next(LuaValue.NIL); !next.isnil(1); next = table.next(next.arg1())) {
            fields.set(next.arg1().tojstring(), json(next.arg(2)));
        }
        return fields;
    }
}
