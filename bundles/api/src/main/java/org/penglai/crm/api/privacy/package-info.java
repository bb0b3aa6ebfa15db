/** Whether a person may be written to, and what is kept of persons. */
@Export
@Version("1.0.0")
package org.penglai.crm.api.privacy;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
