/** Work that outlives a request. */
@Export
@Version("1.0.0")
package org.penglai.crm.api.jobs;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
