/** Plug-ins of the web console. */
@Export
@Version("1.0.0")
package org.penglai.crm.api.ui;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
