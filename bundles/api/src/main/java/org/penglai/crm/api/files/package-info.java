/** Files that come from people without an account, and what looks for harm in them. */
@Export
@Version("1.0.0")
package org.penglai.crm.api.files;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
