/** Giving what comes in to one of several people: in turn, or to whoever has the least. */
@Export
@Version("1.0.0")
package org.penglai.crm.api.assignment;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
