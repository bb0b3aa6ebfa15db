package org.penglai.crm.customization.internal.option;

import org.penglai.crm.api.Localized;

/**
 * An option as administrators have it.
 *
 * @param field name as in metadata, {@code custom.region} for a custom field
 * @param position null for where it comes by itself
 */
public record OptionRow(String type, String field, String code, Localized label, Integer position, boolean retired) {}
