/** Figures over many records: counts and sums by the caller's rights, and reports that a capability makes of them. */
@Export
@Version("1.0.0")
package org.penglai.crm.api.reports;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
