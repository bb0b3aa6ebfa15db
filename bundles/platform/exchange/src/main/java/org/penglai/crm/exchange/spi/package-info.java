/** Files: looking at one before it is imported, records and texts as one. For platform bundles only: the mandatory attribute keeps capabilities out. */
@Export(
        attribute = {"penglai=platform", "mandatory:=penglai"},
        substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.penglai.crm.exchange.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
