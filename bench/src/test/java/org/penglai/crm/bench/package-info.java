/** Figures of the packaged archive. */
package org.penglai.crm.bench;
