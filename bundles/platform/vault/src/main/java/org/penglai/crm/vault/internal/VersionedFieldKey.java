package org.penglai.crm.vault.internal;

import java.util.List;
import java.util.Optional;
import org.penglai.crm.vault.spi.FieldKey;

/** The versions of a field's key that this node knows. */
final class VersionedFieldKey implements FieldKey {
    private final String name;
    private final List<FieldKeyVersion> versions;
    private final FieldKeyVersion current;
    private final boolean complete;

    /** @param versions at least one, in order */
    VersionedFieldKey(String name, List<FieldKeyVersion> versions, FieldKeyVersion current, boolean complete) {
        this.complete = complete;
        this.name = name;
        this.versions = List.copyOf(versions);
        this.current = current;
    }

    @Override
    public int version() {
        return current.number();
    }

    @Override
    public String seal(String value, String normalised) {
        return current.seal(value, normalised);
    }

    @Override
    public String open(String stored) {
        if (!FieldKey.isSealed(stored)) {
            return stored;
        }
        for (FieldKeyVersion version : versions) {
            if (stored.startsWith(version.prefix())) {
                return version.open(stored);
            }
        }
        throw new IllegalArgumentException("sealed with a version of the key of " + name + " that is not known");
    }

    @Override
    public boolean isCurrent(String stored) {
        return stored.startsWith(current.prefix());
    }

    @Override
    public List<String> beginnings(String normalised) {
        return versions.stream().map(version -> version.beginning(normalised)).toList();
    }

    @Override
    public Optional<List<String>> patterns(String fragment) {
        return fragment.codePointCount(0, fragment.length()) < SHORTEST_FRAGMENT
                ? Optional.empty()
                : Optional.of(versions.stream()
                        .map(version -> version.pattern(fragment))
                        .toList());
    }

    @Override
    public boolean complete() {
        return complete;
    }
}
