package org.penglai.crm.api.web;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Pages below {@code /public/<name>/} that anybody may open, without an account and without JavaScript. Register an
 * implementation as an OSGi service; the first of a name keeps it.
 *
 * <p>The platform limits how often an address may ask and how much it may send, and sets the headers that keep a page
 * harmless: no scripts, no foreign content, styles by a file of the page's own. Cookies are not passed on, so a page never
 * knows who of the staff is looking.
 */
@ConsumerType
public interface PublicPage {
    /** First part of the path below {@code /public/}, such as {@code forms}; lower-case letters, digits and hyphens. */
    String name();

    /**
     * Answers one request, within 5 seconds. Whatever it does is done by the platform, so it must trust nothing that was
     * sent and reveal nothing that is not meant for everybody.
     */
    PublicAnswer answer(PublicRequest request);
}
