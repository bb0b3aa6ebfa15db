/** How far ordered goods are, as another system like an ERP knows it. */
@Export
@Version("1.0.0")
package org.penglai.crm.api.fulfilment;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
