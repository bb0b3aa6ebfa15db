package org.penglai.crm.work.internal.inbox;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.work.InboxSection;
import org.penglai.crm.api.work.InboxSource;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.bulkheads.spi.Sources;
import org.penglai.crm.work.spi.MyDay;

/** Asks all sources; one that fails is missing from the answer, not the answer. */
@Component
public final class CollectedInbox implements MyDay {
    private static final int AT_MOST = 50;

    private final Clock clock;

    private final Sources<InboxSource> sources;

    @Activate
    public CollectedInbox(@Reference Bulkheads bulkheads) {
        this(Clock.systemUTC(), bulkheads);
    }

    CollectedInbox(Clock clock, Bulkheads bulkheads) {
        this.clock = clock;
        this.sources = new Sources<>(bulkheads);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            unbind = "remove")
    void add(InboxSource source, Map<String, Object> properties) {
        sources.add(source, (Long) properties.get(Constants.SERVICE_BUNDLEID));
    }

    void remove(InboxSource source) {
        sources.remove(source);
    }

    @Override
    public List<InboxSection> sections(Caller caller) {
        Instant now = clock.instant();
        return sources.ask(source -> source.sections(caller, now)).stream()
                .filter(section -> !section.items().isEmpty())
                .map(CollectedInbox::limited)
                .sorted(Comparator.comparingInt(InboxSection::order).thenComparing(InboxSection::id))
                .toList();
    }

    private static InboxSection limited(InboxSection section) {
        return section.items().size() <= AT_MOST
                ? section
                : new InboxSection(
                        section.id(),
                        section.title(),
                        section.order(),
                        section.items().subList(0, AT_MOST));
    }
}
