package org.penglai.crm.rest.internal;

import java.util.List;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.search.spi.Search;

/** Finds one customer and tells in its subtitle what it was asked. */
final class FakeSearch implements Search {
    @Override
    public List<Hit> find(Caller caller, String words, List<String> types, int limit) {
        return words.isEmpty()
                ? List.of()
                : List.of(new Hit("customers", 7, "华为技术", caller.username() + " " + types + " " + limit, "phone"));
    }

    @Override
    public Status status() {
        return new Status(1, 1, 1, false, 0, 1, true, null);
    }

    @Override
    public State state() {
        return State.READY;
    }

    @Override
    public void reindex(Caller caller) {}
}
