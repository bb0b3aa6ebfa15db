/** What capabilities tell the public pools of their records. */
@Export
@Version("1.1.0")
package org.penglai.crm.api.pools;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
