package org.penglai.crm.api.fulfilment;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A system that knows how far orders are: an ERP, a warehouse. Register an implementation as an OSGi service; whoever keeps
 * orders asks it every few minutes about all lines of orders in progress and shows its answers at the lines. Where several
 * are registered, each is asked, and what is not null counts.
 */
@ConsumerType
public interface FulfilmentSource {
    /**
     * What is known of these lines.
     *
     * @param lines at most 200
     * @return for those that it knows, in any order; not null
     * @throws org.penglai.crm.api.error.CrmException if it cannot be reached; the lines stay as they are until the next time
     */
    List<LineProgress> progress(List<OrderedLine> lines);
}
