package org.penglai.crm.exchange.internal.imports;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a dry run would have created so far, as hashes: a million rows need a few dozen megabytes at most.
 * For one thread.
 */
final class DryRun {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final int FEW = 1024;

    private long[] hashes = new long[FEW];
    private long[] contents = new long[FEW];
    private int size;

    /** Notes a record by its key. */
    void create(RecordKey key, Map<String, Object> values) {
        put(hash("key" + key), hash(new TreeMap<>(values).toString()));
    }

    /** Notes what later rows may call the record. */
    void name(String text) {
        put(hash("name" + text), 0);
    }

    boolean isNamed(String text) {
        return slot(hash("name" + text)) >= 0;
    }

    boolean isCreated(RecordKey key) {
        return slot(hash("key" + key)) >= 0;
    }

    /** Whether the record of that key was to get exactly these values. */
    boolean isSame(RecordKey key, Map<String, Object> values) {
        int slot = slot(hash("key" + key));
        return slot >= 0 && contents[slot] == hash(new TreeMap<>(values).toString());
    }

    /** Whether nobody else was to have the key; from now on the owner has it. */
    boolean take(RecordKey key, String owner) {
        long hash = hash("unique" + key);
        int slot = slot(hash);
        if (slot >= 0) {
            return contents[slot] == hash(owner);
        }
        put(hash, hash(owner));
        return true;
    }

    private void put(long hash, long content) {
        if (size * 2 > hashes.length) {
            grow();
        }
        int slot = slot(hash);
        if (slot < 0) {
            slot = -slot - 1;
            hashes[slot] = hash;
            size++;
        }
        contents[slot] = content;
    }

    private void grow() {
        long[] oldHashes = hashes;
        long[] oldContents = contents;
        hashes = new long[oldHashes.length * 2];
        contents = new long[oldHashes.length * 2];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldHashes[i] != 0) {
                int slot = -slot(oldHashes[i]) - 1;
                hashes[slot] = oldHashes[i];
                contents[slot] = oldContents[i];
            }
        }
    }

    /** Where the hash is, or -1 - the free place for it. */
    private int slot(long hash) {
        int mask = hashes.length - 1;
        int slot = (int) (hash ^ hash >>> Integer.SIZE) & mask;
        while (hashes[slot] != 0 && hashes[slot] != hash) {
            slot = slot + 1 & mask;
        }
        return hashes[slot] == hash ? slot : -slot - 1;
    }

    /** FNV-1a, 64 bits; never 0. */
    private static long hash(String text) {
        long hash = OFFSET;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b & 0xff) * PRIME;
        }
        return hash == 0 ? 1 : hash;
    }
}
