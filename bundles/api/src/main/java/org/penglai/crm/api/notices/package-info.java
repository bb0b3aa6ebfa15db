/** What users should hear of. */
@Export
@Version("1.0.0")
package org.penglai.crm.api.notices;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
