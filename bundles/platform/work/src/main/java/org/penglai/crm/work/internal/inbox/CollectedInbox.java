package org.penglai.crm.work.internal.inbox;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.work.InboxSection;
import org.penglai.crm.api.work.InboxSource;
import org.penglai.crm.work.spi.MyDay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks all sources; one that fails is missing from the answer, not the answer. */
@Component
public final class CollectedInbox implements MyDay {
    private static final Logger LOG = LoggerFactory.getLogger(CollectedInbox.class);
    private static final int AT_MOST = 50;

    private final Clock clock;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<InboxSource> sources = List.of();

    @Activate
    public CollectedInbox() {
        this(Clock.systemUTC());
    }

    CollectedInbox(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<InboxSection> sections(Caller caller) {
        Instant now = clock.instant();
        List<InboxSection> sections = new ArrayList<>();
        for (InboxSource source : sources) {
            try {
                source.sections(caller, now).stream()
                        .filter(section -> !section.items().isEmpty())
                        .map(CollectedInbox::limited)
                        .forEach(sections::add);
            } catch (RuntimeException failure) {
                // Boundary: a source is a capability's code.
                LOG.warn("{} gives nothing for My day", source.getClass().getName(), failure);
            }
        }
        sections.sort(Comparator.comparingInt(InboxSection::order).thenComparing(InboxSection::id));
        return sections;
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
