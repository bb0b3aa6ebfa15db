package org.penglai.crm.itests.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Changes the modules of a running server over HTTP, as an administrator does, and tells what there is then. */
public final class Modules {
    private final CrmClient crm;

    public Modules(CrmClient crm) {
        this.crm = crm;
    }

    /** Has the modules run in that version, all in one plan. */
    public void run(String version, String... modules) throws IOException, InterruptedException {
        List<Map<String, String>> wanted = new ArrayList<>();
        for (String module : modules) {
            wanted.add(Map.of("id", module, "version", version));
        }
        crm.post("/api/v1/modules/changes", Map.of("modules", wanted, "password", CrmServer.PASSWORD))
                .expect(200);
    }

    /** Takes a module away; its data stays. */
    public void remove(String module) throws IOException, InterruptedException {
        crm.post(
                        "/api/v1/modules/" + module + "/actions/uninstall",
                        Map.of("data", "keep", "password", CrmServer.PASSWORD))
                .expect(204);
    }

    /** Names of the record types that there are. */
    public Set<String> types() throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        crm.get("/api/v1/meta/types")
                .expect(200)
                .json()
                .get("items")
                .forEach(type -> names.add(type.get("type").asText()));
        return names;
    }

    /** Ids of the plug-ins of the console. */
    public List<String> plugins() throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        manifests().forEach(plugin -> ids.add(plugin.get("id").asText()));
        return ids;
    }

    /** Chinese titles of all menu entries. */
    public List<String> menus() throws IOException, InterruptedException {
        List<String> titles = new ArrayList<>();
        manifests().forEach(plugin -> plugin.path("menu")
                .forEach(entry -> titles.add(entry.at("/title/zh-CN").asText())));
        return titles;
    }

    private JsonNode manifests() throws IOException, InterruptedException {
        return crm.get("/api/v1/ui/plugins").expect(200).json().get("plugins");
    }
}
