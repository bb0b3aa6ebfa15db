/** What somebody who leaves hands over to others. */
@Export
@Version("1.0.0")
package org.penglai.crm.api.handover;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
