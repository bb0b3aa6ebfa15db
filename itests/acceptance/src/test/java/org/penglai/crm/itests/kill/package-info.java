/** What it takes to kill a server under load and to tell afterwards whether anything is missing, doubled or half-made. */
package org.penglai.crm.itests.kill;
