package org.penglai.crm.search.internal.index;

import org.apache.lucene.util.Version;
import org.penglai.crm.events.spi.OutboxEvent;
import org.penglai.crm.records.spi.ChineseText;

/** What an index was made with; one that was made otherwise is of no use. */
final class Stamp {
    /** To be raised when documents are made in another way. */
    private static final String DOCUMENTS = "1";

    private Stamp() {}

    static String of(ChineseText chinese, Fragments fragments) {
        return String.join(" ", DOCUMENTS, Version.LATEST.toString(), chinese.version(), fragments.fingerprint());
    }

    /** Tells an event from one of the same position in another database. */
    static String of(OutboxEvent event) {
        return event.type() + ":" + event.recordId() + ":" + event.recordVersion() + ":" + event.at();
    }
}
