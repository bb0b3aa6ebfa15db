/** Mail that comes and goes while the server is killed and the mail servers are away. */
package org.penglai.crm.itests.mail;
