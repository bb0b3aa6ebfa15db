package org.penglai.crm.security.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.penglai.crm.vault.spi.PersonKeys;

/** Keeps what was sealed to itself; outside there is nothing of it. */
public final class MemoryPersonKeys implements PersonKeys {
    private final Map<String, byte[]> sealed = new HashMap<>();
    private final Set<String> destroyed = new HashSet<>();

    @Override
    public void prepare(String type, Collection<Long> ids) {
        // There is nothing to read.
    }

    @Override
    public byte[] seal(String type, long id, byte[] plain, String context) {
        String name = type + id + context + UUID.randomUUID();
        sealed.put(name, plain.clone());
        return name.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<byte[]> open(String type, long id, byte[] stored, String context) {
        String name = new String(stored, StandardCharsets.UTF_8);
        if (!name.startsWith(type + id + context)) {
            throw new IllegalArgumentException("sealed for somebody else");
        }
        return destroyed(type, id)
                ? Optional.empty()
                : Optional.of(Arrays.copyOf(sealed.get(name), sealed.get(name).length));
    }

    @Override
    public void destroy(String type, long id) {
        destroyed.add(type + id);
    }

    @Override
    public boolean destroyed(String type, long id) {
        return destroyed.contains(type + id);
    }
}
