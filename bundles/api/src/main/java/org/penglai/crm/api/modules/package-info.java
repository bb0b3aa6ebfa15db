/** What is installed, and how it is. */
@Export
@Version("1.3.0")
package org.penglai.crm.api.modules;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
