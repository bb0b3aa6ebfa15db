package org.penglai.crm.records.internal.write;

import java.util.function.Supplier;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.records.internal.undo.UndoRows;
import org.penglai.crm.records.spi.NoticeSink;

/**
 * What a transaction writes with.
 *
 * @param notices gives null while nobody keeps notices
 */
record WriteTools(
        ReferenceCheck references,
        KeyCheck keys,
        LabelRows labels,
        CustomRows custom,
        WriteGuards guards,
        EntityWriter entities,
        Deletion deletion,
        ChangesJson json,
        Journal journal,
        UndoRows undo,
        Supplier<NoticeSink> notices) {}
