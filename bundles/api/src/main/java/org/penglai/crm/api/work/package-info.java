/** Telling people something, and what waits for them in "My day". */
@Export
@Version("1.0.0")
package org.penglai.crm.api.work;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
