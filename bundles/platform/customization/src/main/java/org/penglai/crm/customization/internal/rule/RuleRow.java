package org.penglai.crm.customization.internal.rule;

import org.penglai.crm.api.Localized;

/**
 * A rule in use.
 *
 * @param condition filter that must hold
 * @param field where the message stands; empty for the whole record
 */
public record RuleRow(String type, String name, String condition, String field, Localized message) {}
