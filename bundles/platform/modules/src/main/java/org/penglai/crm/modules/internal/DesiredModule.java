package org.penglai.crm.modules.internal;

/**
 * What ought to be with a module.
 *
 * @param name feature name
 * @param version feature version
 * @param repository address of the features file it comes from; null for what the archive ships
 * @param running false once it was removed
 */
record DesiredModule(String name, String version, String repository, boolean running) {}
