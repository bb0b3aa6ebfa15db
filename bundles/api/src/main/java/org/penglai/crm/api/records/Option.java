package org.penglai.crm.api.records;

import org.penglai.crm.api.Localized;

/**
 * One value that an enumeration or picklist may have.
 *
 * @param code stable, lowerCamelCase or a single letter
 * @param label what people read
 */
public record Option(String code, Localized label) {}
