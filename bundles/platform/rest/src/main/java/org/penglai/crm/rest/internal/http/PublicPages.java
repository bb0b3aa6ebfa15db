package org.penglai.crm.rest.internal.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.penglai.crm.api.web.PublicAnswer;
import org.penglai.crm.api.web.PublicPage;
import org.penglai.crm.api.web.PublicRequest;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.bulkheads.spi.Part;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The public pages that capabilities bring. The first of a name keeps it; their code runs in the room for it. */
@Component(service = PublicPages.class)
public final class PublicPages {
    private static final Logger LOG = LoggerFactory.getLogger(PublicPages.class);

    private final Bulkheads bulkheads;
    private final Map<String, Entry> pages = new ConcurrentHashMap<>();

    @Activate
    public PublicPages(@Reference Bulkheads bulkheads) {
        this.bulkheads = bulkheads;
    }

    @Reference(
            name = "pages",
            service = PublicPage.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            bind = "add",
            unbind = "remove")
    public void add(PublicPage page, Map<String, Object> properties) {
        long owner = (long) properties.get(Constants.SERVICE_BUNDLEID);
        Entry kept = pages.merge(
                page.name(), new Entry(page, owner), (first, second) -> first.page == null ? second : first);
        if (kept.page != page) {
            LOG.error("There are public pages {} already; the second ones are not shown", page.name());
        }
    }

    /** What was there comes back after an exchange, most likely, so its name is remembered. */
    void remove(PublicPage page) {
        pages.computeIfPresent(page.name(), (name, entry) -> entry.page == page ? new Entry(null, entry.owner) : entry);
    }

    /** Whether pages of that name are there, or were. */
    boolean knows(String name) {
        return pages.containsKey(name);
    }

    /**
     * The answer of the pages of that name; null while they are away.
     *
     * @throws org.penglai.crm.bulkheads.spi.Fenced if they take too long
     * @throws ExecutionException with what they threw
     */
    PublicAnswer answer(String name, PublicRequest request) throws ExecutionException, InterruptedException {
        Entry entry = pages.get(name);
        return entry == null || entry.page == null
                ? null
                : bulkheads.call(new Part(entry.owner, Part.Kind.PAGE, name), () -> entry.page.answer(request));
    }

    private record Entry(PublicPage page, long owner) {}
}
