/** The record kernel: types, definitions, reading and writing. */
@Export
@Version("1.0.0")
package org.penglai.crm.api.records;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
