package org.penglai.crm.privacy.internal.erasure;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.vault.spi.PersonKeys;

/** Remembers whose keys were destroyed. */
final class MemoryKeys implements PersonKeys {
    final Set<String> destroyed = new HashSet<>();

    @Override
    public void prepare(String type, Collection<Long> ids) {
        // Nothing is kept.
    }

    @Override
    public byte[] seal(String type, long id, byte[] plain, String context) {
        return plain.clone();
    }

    @Override
    public Optional<byte[]> open(String type, long id, byte[] sealed, String context) {
        return destroyed(type, id) ? Optional.empty() : Optional.of(sealed.clone());
    }

    @Override
    public void destroy(String type, long id) {
        destroyed.add(type + ":" + id);
    }

    @Override
    public boolean destroyed(String type, long id) {
        return destroyed.contains(type + ":" + id);
    }
}
