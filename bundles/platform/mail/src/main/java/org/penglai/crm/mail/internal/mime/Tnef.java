package org.penglai.crm.mail.internal.mime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The format of {@code winmail.dat}, in which some programs wrap the files of a mail (MS-OXTNEF). Read as far as it is
 * whole: what is cut off is lost, what comes before is not.
 */
final class Tnef {
    private static final int SIGNATURE = 0x223E9F78;
    private static final int TITLE = 0x00018010;
    private static final int DATA = 0x0006800F;
    private static final int PROPERTIES_OF_FILE = 0x00069005;
    private static final int RENDER_DATA = 0x00069002;
    private static final int PROPERTIES = 0x00069003;
    private static final int BODY = 0x0002800C;
    private static final int CODE_PAGE = 0x00069007;

    private static final int LONG_NAME = 0x3707;
    private static final int CONTENT_ID = 0x3712;
    private static final int MEDIA_TYPE = 0x370E;
    private static final int PLAIN = 0x1000;
    private static final int MARKUP = 0x1013;
    private static final int NAMED = 0x8000;
    private static final int MANY_VALUES = 0x1000;
    private static final int MOST = 1_000;

    private final ByteBuffer bytes;
    private final List<Attached> files = new ArrayList<>();
    private String codePage = "GB18030";
    private String text;
    private String html;

    private Tnef(byte[] content) {
        bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What is in it: body and files. */
    record Content(Body body, List<Attached> files) {}

    /** A file in it; null for what it does not say. */
    static final class Attached {
        String name;
        String mediaType;
        String contentId;
        byte[] data;
    }

    /** @return null if it is something else */
    static Content read(byte[] content) {
        if (content.length < 6) {
            return null;
        }
        Tnef tnef = new Tnef(content);
        if (tnef.bytes.getInt() != SIGNATURE) {
            return null;
        }
        tnef.bytes.getShort();
        tnef.attributes();
        return new Content(
                new Body(tnef.text, tnef.html),
                tnef.files.stream().filter(file -> file.data != null).toList());
    }

    private void attributes() {
        // Level, attribute, length, data, checksum.
        while (bytes.remaining() >= 9) {
            bytes.get();
            int attribute = bytes.getInt();
            int length = bytes.getInt();
            if (length < 0 || length > bytes.remaining()) {
                return;
            }
            byte[] data = new byte[length];
            bytes.get(data);
            attribute(attribute, data);
            if (bytes.remaining() < 2) {
                return;
            }
            bytes.getShort();
        }
    }

    private void attribute(int attribute, byte[] data) {
        switch (attribute) {
            case CODE_PAGE -> codePage = codePage(data);
            case BODY -> text = text == null ? text(data) : text;
            case RENDER_DATA -> {
                if (files.size() < MOST) {
                    files.add(new Attached());
                }
            }
            case TITLE -> last().name = last().name == null ? text(data) : last().name;
            case DATA -> last().data = data;
            case PROPERTIES_OF_FILE -> {
                Map<Integer, byte[]> properties = properties(data);
                last().name = properties.containsKey(LONG_NAME) ? wide(properties.get(LONG_NAME)) : last().name;
                last().contentId = wide(properties.get(CONTENT_ID));
                last().mediaType = wide(properties.get(MEDIA_TYPE));
            }
            case PROPERTIES -> {
                Map<Integer, byte[]> properties = properties(data);
                text = properties.containsKey(PLAIN) ? wide(properties.get(PLAIN)) : text;
                html = properties.containsKey(MARKUP)
                        ? MailCharsets.decode(withoutEnd(properties.get(MARKUP)), codePage)
                        : html;
            }
            default -> {
                // Nothing that people would miss.
            }
        }
    }

    private Attached last() {
        if (files.isEmpty()) {
            files.add(new Attached());
        }
        return files.get(files.size() - 1);
    }

    /** Values of the kinds text and bytes, by property; those of one kind in UTF-16 are made UTF-8. */
    private Map<Integer, byte[]> properties(byte[] data) {
        Map<Integer, byte[]> found = new HashMap<>();
        ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        if (in.remaining() < 4) {
            return found;
        }
        int count = in.getInt();
        for (int i = 0; i < count && in.remaining() >= 4; i++) {
            int type = in.getShort() & 0xFFFF;
            int id = in.getShort() & 0xFFFF;
            if (id >= NAMED && !skipName(in)) {
                return found;
            }
            if (!values(in, type, id, found)) {
                return found;
            }
        }
        return found;
    }

    private boolean values(ByteBuffer in, int type, int id, Map<Integer, byte[]> found) {
        int single = type & ~MANY_VALUES;
        boolean sized = single == 0x1E || single == 0x1F || single == 0x102 || single == 0x0D;
        int values = 1;
        if (sized || single != type) {
            if (in.remaining() < 4) {
                return false;
            }
            values = in.getInt();
        }
        for (int value = 0; value < values; value++) {
            int length = sized && in.remaining() >= 4 ? in.getInt() : fixed(single);
            int padded = (length + 3) / 4 * 4;
            if (length < 0 || length > in.remaining()) {
                return false;
            }
            byte[] content = new byte[length];
            in.get(content);
            in.position(Math.min(in.limit(), in.position() + padded - length));
            if (sized) {
                found.putIfAbsent(id, single == 0x1F ? utf8(content) : content);
            }
        }
        return true;
    }

    private static int fixed(int type) {
        return switch (type) {
            case 0x05, 0x06, 0x07, 0x14, 0x40 -> 8;
            case 0x48 -> 16;
            default -> 4;
        };
    }

    private static boolean skipName(ByteBuffer in) {
        if (in.remaining() < 24) {
            return false;
        }
        in.position(in.position() + 16);
        boolean text = in.getInt() == 1;
        int number = in.getInt();
        if (text) {
            int padded = (number + 3) / 4 * 4;
            if (number < 0 || padded > in.remaining()) {
                return false;
            }
            in.position(in.position() + padded);
        }
        return true;
    }

    private static byte[] utf8(byte[] wide) {
        return new String(wide, StandardCharsets.UTF_16LE).getBytes(StandardCharsets.UTF_8);
    }

    private String wide(byte[] value) {
        return value == null ? null : MailCharsets.decode(withoutEnd(value), null);
    }

    private String text(byte[] value) {
        return MailCharsets.decode(withoutEnd(value), codePage);
    }

    private static byte[] withoutEnd(byte[] value) {
        int length = value.length;
        while (length > 0 && value[length - 1] == 0) {
            length--;
        }
        return Arrays.copyOf(value, length);
    }

    private static String codePage(byte[] data) {
        int number = data.length >= 4
                ? ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).getInt()
                : 0;
        return switch (number) {
            case 936, 54_936 -> "GB18030";
            case 950 -> "Big5";
            case 932 -> "Shift_JIS";
            case 65_001 -> "UTF-8";
            default -> "windows-" + number;
        };
    }
}
