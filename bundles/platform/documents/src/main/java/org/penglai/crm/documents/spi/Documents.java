package org.penglai.crm.documents.spi;

import java.util.Locale;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/** Prints records by templates. Safe for any thread. */
@ProviderType
public interface Documents {
    /** Whether there is a form for records of the type. */
    boolean isPrinted(String type);

    /**
     * The record as PDF, with what the caller may see of it.
     *
     * @param language of the template and of all that is filled in; anything but English is Chinese
     * @throws org.penglai.crm.api.error.NotFound if there is no such record, or no form for its type
     */
    Printed print(Caller caller, String type, long id, Locale language);

    /** @param fileName without a path, ending in .pdf */
    record Printed(String fileName, byte[] content) {}
}
