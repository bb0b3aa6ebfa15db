package org.penglai.crm.api.reports;

/**
 * A record that a figure belongs to.
 *
 * @param id record id
 * @param title what people call it; null where the caller may not know
 */
public record Titled(long id, String title) {}
