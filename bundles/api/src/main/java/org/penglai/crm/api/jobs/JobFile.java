package org.penglai.crm.api.jobs;

/**
 * A file that a job left for its owner.
 *
 * @param name file name, unique within the job
 * @param size in bytes
 */
public record JobFile(String name, long size) {}
