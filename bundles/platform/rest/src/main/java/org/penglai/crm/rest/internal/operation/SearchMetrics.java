package org.penglai.crm.rest.internal.operation;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.search.spi.Search;

/** How this node's search index stands; how far it is behind is told with the other readers of the outbox. */
@Component(service = SearchMetrics.class)
public class SearchMetrics {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Search search;

    void write(MetricsText text) {
        Search present = search;
        if (present == null) {
            return;
        }
        Search.Status status = present.status();
        text.gauge("crm_search_ready", "Whether there is an index that answers.", status.ready() ? 1 : 0);
        text.gauge("crm_search_documents", "Records in the search index.", status.documents());
        text.gauge("crm_search_bytes", "Size of the search index on disk.", status.bytes());
        text.gauge("crm_search_position", "Position of the last event in the index.", status.position());
        text.gauge("crm_search_building", "Whether an index is being built.", status.building() ? 1 : 0);
        text.counter("crm_search_builds_total", "Indexes built since the start.", status.builds());
    }
}
