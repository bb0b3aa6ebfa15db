/** Amounts of documents, currencies, exchange rates and tax rates. */
@Export
@Version("1.0.0")
package org.penglai.crm.api.money;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
