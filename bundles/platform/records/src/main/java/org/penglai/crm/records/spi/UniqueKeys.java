package org.penglai.crm.records.spi;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What no two live records of a type may share although no constraint of the database says so. Register as an OSGi service;
 * the kernel makes those wait for each other who want the same value. Safe for any thread.
 */
@ConsumerType
public interface UniqueKeys {
    /** Field names of each key, mostly none; a record with an empty part has no such key. Fields with columns of the type's own table. */
    List<List<String>> of(String type);
}
