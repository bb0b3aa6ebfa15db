package org.penglai.crm.customers.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.penglai.crm.api.jobs.JobContext;
import org.penglai.crm.api.security.Caller;

/** An import job for one of the sample files. */
final class FileImport implements JobContext {

    private final Path file;
    private final Map<String, Object> parameters;
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    FileImport(String type, String mode, String file) {
        this(file, Map.of("type", type, "mode", mode));
    }

    FileImport(String file, Map<String, Object> parameters) {
        this.file = Path.of("../../itests/src/test/resources/samples", file);
        this.parameters = parameters;
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
    public InputStream input(String name) throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public OutputStream output(String name) {
        errors.reset();
        return errors;
    }
}
