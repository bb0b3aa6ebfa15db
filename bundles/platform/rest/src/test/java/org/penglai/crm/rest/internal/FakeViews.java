package org.penglai.crm.rest.internal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.Views;

/** Views in memory; every one is shared. */
final class FakeViews implements Views {
    private final Map<Long, View> views = new TreeMap<>();

    @Override
    public List<View> list(Caller caller, String type) {
        return views.values().stream()
                .filter(view -> type.isEmpty() || type.equals(view.type()))
                .map(view -> seen(caller, view))
                .toList();
    }

    @Override
    public View get(Caller caller, long id) {
        if (!views.containsKey(id)) {
            throw new NotFound("viewNotFound", Localized.of("没有", "None"));
        }
        return seen(caller, views.get(id));
    }

    @Override
    public View create(Caller caller, String type, Content content) {
        long id = 100L + views.size();
        views.put(id, new View(id, 1, type, content, true, false, caller.userId(), caller.displayName()));
        return views.get(id);
    }

    @Override
    public View update(Caller caller, long id, Long expectedVersion, UnaryOperator<Content> change) {
        View before = own(caller, id);
        return put(before, change.apply(before.content()), before.version() + 1, before.isDefault());
    }

    @Override
    public void delete(Caller caller, long id, Long expectedVersion) {
        own(caller, id);
        views.remove(id);
    }

    @Override
    public View makeDefault(Caller caller, long id, boolean isDefault) {
        View before = get(caller, id);
        return put(before, before.content(), before.version(), isDefault);
    }

    private View own(Caller caller, long id) {
        View view = get(caller, id);
        if (!view.mine()) {
            throw new Forbidden("notOwner", Localized.of("不是您的", "Not yours"));
        }
        return view;
    }

    private View put(View before, Content content, long version, boolean isDefault) {
        View after = new View(
                before.id(), version, before.type(), content, true, isDefault, before.ownerId(), before.owner());
        views.put(after.id(), after);
        return after;
    }

    private static View seen(Caller caller, View view) {
        boolean mine = view.ownerId() == caller.userId();
        return new View(
                view.id(),
                view.version(),
                view.type(),
                view.content(),
                mine,
                view.isDefault(),
                view.ownerId(),
                view.owner());
    }
}
