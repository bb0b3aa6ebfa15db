package org.penglai.crm.mail.internal.incoming;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.mail.MessagingException;

/** A mail on disk for a moment, as the server has it. */
final class Source implements AutoCloseable {
    private final Path file;

    private Source(Path file) {
        this.file = file;
    }

    /** Where a mail comes from. */
    @FunctionalInterface
    interface Opening {
        InputStream open() throws MessagingException, IOException;
    }

    static Source of(Opening opening) throws MessagingException, IOException {
        Path file = Files.createTempFile("crm-mail", ".eml");
        Source source = new Source(file);
        try (InputStream in = opening.open()) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return source;
        } catch (MessagingException | IOException | RuntimeException failure) {
            source.close();
            throw failure;
        }
    }

    Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
