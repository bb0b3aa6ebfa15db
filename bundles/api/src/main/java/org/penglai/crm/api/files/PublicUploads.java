package org.penglai.crm.api.files;

import java.util.Locale;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Pictures, videos, sound and PDF that visitors of a {@link org.penglai.crm.api.web.PublicPage} add to what they send. The
 * platform takes them in pieces, so that an upload that is cut off goes on where it was; what is no such file is refused by
 * its content, and nothing becomes part of a record before a virus scanner has looked at it, where there is one. Safe for
 * any thread.
 */
@ProviderType
public interface PublicUploads {
    /**
     * A part of a form, as HTML. Visitors whose browser runs no scripts do not see it and send the rest.
     *
     * @param parameter name of the parameter in which the form sends what was uploaded, such as {@code files}
     */
    String field(String parameter, Locale locale);

    /**
     * Makes what was uploaded files of a record, by and by. What is attached already, is refused or does not exist is left out
     * without a word, so it may be repeated.
     *
     * @param sent value of the form's parameter, which nobody need trust
     * @param type plural name, of a type with {@link org.penglai.crm.api.records.Trait#ATTACHMENTS}
     */
    void attach(String sent, String type, long recordId);
}
