package org.penglai.crm.web.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;

/** What can be fetched below {@code /plugins/}. Files of a plug-in that went stay for some minutes: open pages still load parts of it. */
@Component(service = AssetStore.class)
public final class AssetStore {
    private final Map<String, Asset> assets = new ConcurrentHashMap<>();

    Asset find(String path) {
        return assets.get(path);
    }

    void add(Map<String, Asset> more) {
        assets.putAll(more);
    }

    void remove(Map<String, Asset> gone) {
        gone.forEach(assets::remove);
    }
}
