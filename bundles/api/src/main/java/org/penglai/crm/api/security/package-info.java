/** Who calls, and what the caller may do. */
@Export
@Version("1.0.0")
package org.penglai.crm.api.security;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
