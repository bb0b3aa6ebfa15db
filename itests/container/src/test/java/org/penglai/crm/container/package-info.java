/** What can only be seen from inside the container. */
package org.penglai.crm.container;
