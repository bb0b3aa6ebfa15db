package org.penglai.crm.api.records;

import org.penglai.crm.api.Localized;

/**
 * One value that an enumeration or picklist may have.
 *
 * @param code stable, lowerCamelCase or a single letter
 * @param label what people read
 * @param retired records that have it keep it, but nobody can choose it any more
 */
public record Option(String code, Localized label, boolean retired) {
    /** One that can be chosen. */
    public Option(String code, Localized label) {
        this(code, label, false);
    }
}
