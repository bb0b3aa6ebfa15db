/** Which days and hours are worked. */
@Export
@Version("1.2.0")
package org.penglai.crm.api.calendar;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
