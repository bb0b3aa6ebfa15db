package org.penglai.crm.exchange.internal.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.exchange.internal.table.TableReader;
import org.penglai.crm.exchange.internal.table.TableRow;
import org.penglai.crm.exchange.spi.ImportPreview;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Looks at a file by way of a temporary copy, because it must be read several times. */
@Component
public final class FilePreview implements ImportPreview {

    private static final int SAMPLE = 10;

    private final Types types;

    @Activate
    public FilePreview(@Reference Types types) {
        this.types = types;
    }

    @Override
    public Map<String, Object> preview(
            Caller caller, String type, String fileName, InputStream in, String encoding, String sheet)
            throws IOException {
        StoredType stored = types.get(type);
        ImportRights.check(caller, type);
        Path copy = Files.createTempFile("import-preview", ".tmp");
        try {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            try (ImportFile file = ImportFile.inspect(() -> Files.newInputStream(copy), stored, encoding, sheet)) {
                return describe(stored, file);
            }
        } finally {
            Files.delete(copy);
        }
    }

    @Override
    public void check(Caller caller, String type, Path file, String encoding, String sheet) throws IOException {
        StoredType stored = types.get(type);
        ImportRights.check(caller, type);
        ImportFile.check(file, stored, encoding, sheet);
    }

    private static Map<String, Object> describe(StoredType type, ImportFile file) throws IOException {
        try (TableReader reader = file.read()) {
            ColumnMapping mapping = ColumnMapping.propose(type, reader.titles());
            List<List<String>> sample = new ArrayList<>();
            for (TableRow row = reader.next(); row != null && sample.size() < SAMPLE; row = reader.next()) {
                sample.add(row.cells());
            }
            Map<String, Object> preview = new LinkedHashMap<>();
            preview.put("format", file.kind().code());
            preview.put("sheets", file.sheets());
            preview.put("sheet", file.sheet());
            preview.put("encoding", file.encoding().name());
            preview.put("delimiter", String.valueOf(file.format().delimiter()));
            preview.put("headers", reader.titles());
            preview.put("sample", sample);
            preview.put("rows", file.rows());
            preview.put("mapping", mapping.byTitle());
            preview.put("unmapped", mapping.unmapped());
            return preview;
        }
    }
}
