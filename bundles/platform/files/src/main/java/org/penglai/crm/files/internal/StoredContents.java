package org.penglai.crm.files.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.files.spi.Contents;

/** The folder of contents. */
@Component
public final class StoredContents implements Contents {
    private final ContentStore contents;

    @Activate
    public StoredContents() {
        this(new ContentStore(FilesFolder.path()));
    }

    StoredContents(ContentStore contents) {
        this.contents = contents;
    }

    @Override
    public Path file(String sha256) {
        return contents.place(sha256);
    }

    @Override
    public String add(InputStream content) throws IOException {
        return contents.store(content).sha256();
    }
}
