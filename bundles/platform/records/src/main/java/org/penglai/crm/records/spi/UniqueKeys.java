package org.penglai.crm.records.spi;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;
import org.penglai.crm.api.records.FieldKind;

/**
 * What no two live records of a type may share although no constraint of the database says so. Register as an OSGi service;
 * the kernel makes those wait for each other who want the same value. Safe for any thread.
 */
@ConsumerType
public interface UniqueKeys {
    /** What has letters of either case. */
    Set<FieldKind> FOLDED = EnumSet.of(FieldKind.TEXT, FieldKind.EMAIL, FieldKind.URL);

    /** Mostly none; a record with an empty part has no such key. */
    List<Key> of(String type);

    /**
     * @param fields names of fields with columns, custom ones among them
     * @param ignoreCase whether the letters A to Z and a to z are the same in texts
     */
    record Key(List<String> fields, boolean ignoreCase) {
        public Key {
            fields = List.copyOf(fields);
        }

        /** Whether the letters of the field's values count as the same. */
        public boolean folds(StoredField field) {
            return ignoreCase && !field.sealed() && FOLDED.contains(field.kind());
        }
    }
}
