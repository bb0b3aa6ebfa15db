package org.penglai.crm.records.spi;

import org.penglai.crm.api.records.PartsGrid;

/**
 * Parts of a document that are written on its page.
 *
 * @param type their type
 * @param field their reference to the document
 * @param grid what is shown and written
 */
public record StoredParts(String type, String field, PartsGrid grid) {}
