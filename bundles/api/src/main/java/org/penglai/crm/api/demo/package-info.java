/** Sample data that modules bring along, to look around in a new installation, and that can be removed again. */
@Export
@Version("1.0.0")
package org.penglai.crm.api.demo;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
