/** Pages for people who have no account: forms, questionnaires. */
@Export
@Version("1.0.0")
package org.penglai.crm.api.web;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
