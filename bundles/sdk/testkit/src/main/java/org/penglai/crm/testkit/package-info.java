/** For the tests of a capability. Not for production, and no bundle. */
package org.penglai.crm.testkit;
