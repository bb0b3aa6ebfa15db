package org.penglai.crm.security.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.spi.Transaction;

/** Remembers what was told. */
public final class MemoryJournal implements Journal {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    @Override
    public void append(Transaction transaction, List<Entry> added) {
        entries.addAll(added);
    }

    @Override
    public void note(Entry entry) {
        entries.add(entry);
    }

    public List<String> operations() {
        return entries.stream()
                .map(entry -> entry.type() + " " + entry.operation())
                .toList();
    }

    public List<Entry> entries() {
        return entries;
    }
}
