package org.penglai.crm.api.ui;

import java.util.Map;

/**
 * A console plug-in as the pages see it.
 *
 * @param id the capability's name, e.g. {@code customers}
 * @param module feature name of the module
 * @param version of the bundle
 * @param manifest the whole entry with absolute URLs, JSON-like values
 */
public record UiPlugin(String id, String module, String version, Map<String, Object> manifest) {}
