package org.penglai.crm.rest.internal;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.documents.spi.Documents;

/** Prints what it was asked for. */
final class FakeDocuments implements Documents {
    @Override
    public boolean isPrinted(String type) {
        return true;
    }

    @Override
    public Printed print(Caller caller, String type, long id, Locale language) {
        String text = "%PDF " + type + " " + id + " " + language.getLanguage();
        return new Printed("报价单.pdf", text.getBytes(StandardCharsets.UTF_8));
    }
}
