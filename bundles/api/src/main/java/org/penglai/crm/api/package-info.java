/** Values that every part of the API shares. */
@Export
@Version("1.0.0")
package org.penglai.crm.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
