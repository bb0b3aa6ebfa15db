package org.penglai.crm.rest.internal.live;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.ui.UiPlugin;
import org.penglai.crm.api.ui.UiPlugins;

/** The console's plug-ins as JSON-like values. */
@Component(service = PluginsJson.class)
public class PluginsJson {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile UiPlugins plugins;

    /** The list as the caller sees it; empty while the console is not there. */
    public Optional<Map<String, Object>> view(Caller caller) {
        UiPlugins current = plugins;
        if (current == null) {
            return Optional.empty();
        }
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("revision", current.revision());
        view.put("frame", current.frame());
        List<Map<String, Object>> list =
                current.list(caller).stream().map(PluginsJson::view).toList();
        view.put("plugins", list);
        return Optional.of(view);
    }

    private static Map<String, Object> view(UiPlugin plugin) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", plugin.id());
        view.put("module", plugin.module());
        view.put("version", plugin.version());
        plugin.manifest().forEach(view::putIfAbsent);
        return view;
    }
}
