/** Typed failures. Each becomes one problem+json answer; see api.md "Errors". */
@Export
@Version("1.0.0")
package org.penglai.crm.api.error;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
