/** Changes that open pages are told at once. */
@Export
@Version("1.0.0")
package org.penglai.crm.api.live;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
