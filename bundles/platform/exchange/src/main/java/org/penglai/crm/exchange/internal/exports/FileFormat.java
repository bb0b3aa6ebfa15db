package org.penglai.crm.exchange.internal.exports;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.exchange.internal.table.CsvWriter;
import org.penglai.crm.exchange.internal.table.TableWriter;
import org.penglai.crm.exchange.internal.table.VCardWriter;
import org.penglai.crm.exchange.internal.table.XlsxWriter;
import org.penglai.crm.exchange.spi.RecordExport;
import org.penglai.crm.records.spi.StoredType;

/** The kinds of files that records can be brought into. */
enum FileFormat {
    CSV("csv") {
        @Override
        String mediaType(RecordExport.Request request) {
            return "text/csv; charset=" + charset(request).name();
        }

        @Override
        TableWriter open(OutputStream out, StoredType type, RecordExport.Request request, Locale locale)
                throws IOException {
            Charset charset = charset(request);
            return new CsvWriter(out, charset, request.mark() && charset.equals(StandardCharsets.UTF_8));
        }
    },
    XLSX("xlsx") {
        @Override
        String mediaType(RecordExport.Request request) {
            return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        }

        @Override
        long mostRows() {
            return XlsxWriter.MOST_ROWS;
        }

        @Override
        TableWriter open(OutputStream out, StoredType type, RecordExport.Request request, Locale locale)
                throws IOException {
            return new XlsxWriter(out, type.plural().in(locale));
        }
    },
    VCARD("vcf") {
        @Override
        String mediaType(RecordExport.Request request) {
            if (!VERSIONS.contains(request.version())) {
                throw bad("version", "应为 4.0 或 3.0。", "Must be 4.0 or 3.0.");
            }
            return "text/vcard; charset=UTF-8";
        }

        @Override
        List<String> fields(StoredType type, RecordExport.Request request) {
            if (type.vCard().isEmpty()) {
                throw bad("format", type.label().zh() + "不支持 vCard。", "These records are no vCards.");
            }
            return List.copyOf(new EnumMap<>(type.vCard()).values());
        }

        @Override
        TableWriter open(OutputStream out, StoredType type, RecordExport.Request request, Locale locale) {
            return new VCardWriter(out, request.version(), List.copyOf(new EnumMap<>(type.vCard()).keySet()));
        }
    };

    private static final Set<String> VERSIONS = Set.of("4.0", "3.0");

    private final String code;

    FileFormat(String code) {
        this.code = code;
    }

    /**
     * @throws Malformed if there is no such format or encoding
     */
    static FileFormat of(RecordExport.Request request, StoredType type) {
        for (FileFormat format : values()) {
            if (format.code.equals(request.format())) {
                format.mediaType(request);
                return format;
            }
        }
        throw bad("format", "没有这种文件格式。", "There is no such format.");
    }

    /** As in file names. */
    String code() {
        return code;
    }

    long mostRows() {
        return Long.MAX_VALUE;
    }

    /** Which fields the file holds; empty for the usual ones. */
    List<String> fields(StoredType type, RecordExport.Request request) {
        return request.fields();
    }

    abstract String mediaType(RecordExport.Request request);

    abstract TableWriter open(OutputStream out, StoredType type, RecordExport.Request request, Locale locale)
            throws IOException;

    private static Charset charset(RecordExport.Request request) {
        return switch (request.encoding().toUpperCase(Locale.ROOT)) {
            case "", "UTF-8" -> StandardCharsets.UTF_8;
            case "GB18030", "GBK" -> Charset.forName("GB18030");
            default -> throw bad("encoding", "应为 UTF-8 或 GB18030。", "Must be UTF-8 or GB18030.");
        };
    }

    static Malformed bad(String parameter, String zh, String en) {
        return new Malformed("badParameter", Localized.of(zh, en), Violation.of(parameter, "unknownValue", zh, en));
    }
}
