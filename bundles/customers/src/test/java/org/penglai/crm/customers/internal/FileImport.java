package org.penglai.crm.customers.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.penglai.crm.api.jobs.JobContext;
import org.penglai.crm.api.security.Caller;

/** An import job for a file. */
final class FileImport implements JobContext {

    private final byte[] content;
    private final Map<String, Object> parameters;
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    FileImport(String type, String mode, String file) {
        this(file, Map.of("type", type, "mode", mode));
    }

    FileImport(String file, Map<String, Object> parameters) {
        this(sample(file), parameters);
    }

    FileImport(byte[] content, Map<String, Object> parameters) {
        this.content = content;
        this.parameters = parameters;
    }

    private static byte[] sample(String name) {
        try {
            return Files.readAllBytes(Path.of("../../itests/src/test/resources/samples", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file with the rejected rows. */
    byte[] errors() {
        return errors.toByteArray();
    }

    @Override
    public long id() {
        return parameters.hashCode();
    }

    @Override
    public Caller caller() {
        return Caller.system();
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters;
    }

    @Override
    public void progress(long done, long total) {
        // The result tells enough.
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public InputStream input(String name) {
        return new ByteArrayInputStream(content);
    }

    @Override
    public OutputStream output(String name) {
        errors.reset();
        return errors;
    }
}
