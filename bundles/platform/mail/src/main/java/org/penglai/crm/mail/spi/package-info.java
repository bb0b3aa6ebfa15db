/** Mail for those who look after it. For platform bundles only: the mandatory attribute keeps capabilities out. */
@Export(
        attribute = {"penglai=platform", "mandatory:=penglai"},
        substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.penglai.crm.mail.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
