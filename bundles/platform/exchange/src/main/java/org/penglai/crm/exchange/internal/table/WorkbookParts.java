package org.penglai.crm.exchange.internal.table;

import java.io.CharConversionException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The XML parts of a workbook, read within hard limits: so many parts, so many bytes each and in all, so many times the
 * packed size, no document type and no entities.
 */
final class WorkbookParts implements Closeable {

    private static final int MOST_PARTS = 5_000;
    private static final long LARGEST = 512L * 1024 * 1024;
    private static final long HIGHEST_RATIO = 250;
    private static final long HARMLESS = 4L * 1024 * 1024;

    private final ZipFile zip;
    private final XMLInputFactory xml = XMLInputFactory.newDefaultFactory();
    private long unpacked;

    WorkbookParts(Path file) throws IOException {
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        xml.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw Refusals.damaged();
        }
        if (zip.size() > MOST_PARTS) {
            zip.close();
            throw Refusals.tooLarge();
        }
    }

    boolean has(String part) {
        return zip.getEntry(part) != null;
    }

    /**
     * Hands a part to a reader, from its root element on.
     *
     * @throws org.penglai.crm.api.error.Malformed if the part is missing, too large, no XML or unsafe
     */
    void read(String part, Handler handler) throws IOException {
        ZipEntry entry = zip.getEntry(part);
        if (entry == null) {
            throw Refusals.damaged();
        }
        checkAnnounced(entry);
        try (InputStream in = new Limited(zip.getInputStream(entry), entry.getCompressedSize())) {
            XMLStreamReader reader = xml.createXMLStreamReader(in);
            while (!reader.isStartElement()) {
                if (reader.getEventType() == XMLStreamReader.DTD) {
                    throw Refusals.unsafe();
                }
                reader.next();
            }
            handler.handle(reader);
            reader.close();
        } catch (XMLStreamException e) {
            throw Refusals.damaged();
        } catch (ZipException | EOFException | CharConversionException e) {
            throw Refusals.damaged();
        }
    }

    /** What calls itself too large is not even unpacked. */
    private static void checkAnnounced(ZipEntry entry) {
        long size = entry.getSize();
        if (size > LARGEST || size > HARMLESS + HIGHEST_RATIO * Math.max(0, entry.getCompressedSize())) {
            throw Refusals.tooLarge();
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Reads a part. */
    @FunctionalInterface
    interface Handler {
        void handle(XMLStreamReader reader) throws XMLStreamException, IOException;
    }

    /** What unpacks to more than it said ends here. */
    private final class Limited extends FilterInputStream {
        private final long limit;
        private long count;

        Limited(InputStream in, long packed) {
            super(in);
            limit = HARMLESS + HIGHEST_RATIO * Math.max(0, packed);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count += Math.max(0, read);
            unpacked += Math.max(0, read);
            if (count > limit || unpacked > LARGEST) {
                throw Refusals.tooLarge();
            }
            return read;
        }
    }
}
