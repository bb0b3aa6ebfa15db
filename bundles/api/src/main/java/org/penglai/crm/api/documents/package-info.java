/** Records on paper: the forms that capabilities bring for their types. */
@Export
@Version("1.0.0")
package org.penglai.crm.api.documents;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
