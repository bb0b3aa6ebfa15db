package org.penglai.crm.persistence.internal.schema;

/**
 * One migration script.
 *
 * @param name file name, e.g. V1__tables.sql
 * @param text what is in it
 */
public record Script(String name, String text) {}
