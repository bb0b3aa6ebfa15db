package org.penglai.crm.records.internal.write;

import org.penglai.crm.events.spi.Journal;

/** What a transaction writes with. */
record WriteTools(
        ReferenceCheck references,
        KeyCheck keys,
        LabelRows labels,
        EntityWriter entities,
        Deletion deletion,
        ChangesJson json,
        Journal journal) {}
