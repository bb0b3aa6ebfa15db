/** Changes of records, told after their commit. */
@Export
@Version("1.0.0")
package org.penglai.crm.api.events;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
