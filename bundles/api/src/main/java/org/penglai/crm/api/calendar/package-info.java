/** Which days are worked. */
@Export
@Version("1.0.0")
package org.penglai.crm.api.calendar;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
