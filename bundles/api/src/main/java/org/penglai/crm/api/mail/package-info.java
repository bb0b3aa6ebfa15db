/** Mail: sending it, and doing something about what arrives. */
@Export
@Version("1.0.0")
package org.penglai.crm.api.mail;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
