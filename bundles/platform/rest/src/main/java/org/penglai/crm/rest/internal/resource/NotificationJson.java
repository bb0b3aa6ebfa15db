package org.penglai.crm.rest.internal.resource;

import java.util.LinkedHashMap;
import java.util.Map;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.work.spi.Notifications;

/** A notification as JSON-like values. */
public final class NotificationJson {
    private NotificationJson() {}

    public static Map<String, Object> view(Notifications.Item item) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", Ids.format(item.id()));
        view.put("kind", item.kind());
        view.put("title", item.title());
        view.put("text", item.text());
        view.put("type", item.type());
        view.put("recordId", item.recordId() == null ? null : Ids.format(item.recordId()));
        view.put("at", item.at());
        view.put("readAt", item.readAt());
        return view;
    }
}
