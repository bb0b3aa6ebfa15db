/** Serves the console's frame and the plug-ins that bundles bring. */
package org.penglai.crm.web.internal;
