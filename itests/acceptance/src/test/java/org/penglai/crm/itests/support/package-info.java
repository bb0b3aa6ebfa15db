/** A running installation of the packaged archive, and clients that use it as people and programs do. */
package org.penglai.crm.itests.support;
