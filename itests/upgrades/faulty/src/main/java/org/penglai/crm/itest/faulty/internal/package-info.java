/** Goes wrong where asked to. */
package org.penglai.crm.itest.faulty.internal;
