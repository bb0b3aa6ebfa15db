package org.penglai.crm.files.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds out what a file is by its first bytes, not by what the sender says. Whatever a browser could run (HTML, SVG, XML,
 * scripts) is never showable, under whatever name it comes. Signatures: WHATWG MIME Sniffing, section 6.
 */
public final class MediaSniffer {
    static final String UNKNOWN = "application/octet-stream";

    private static final Set<String> SHOWABLE = Set.of(
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/webp",
            "application/pdf",
            "video/mp4",
            "video/webm",
            "audio/mpeg",
            "audio/wav");
    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("csv", "text/csv"),
            Map.entry("txt", "text/plain"),
            Map.entry("doc", "application/msword"),
            Map.entry("xls", "application/vnd.ms-excel"),
            Map.entry("ppt", "application/vnd.ms-powerpoint"),
            Map.entry("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            Map.entry("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            Map.entry("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
            Map.entry("zip", "application/zip"),
            Map.entry("eml", "message/rfc822"));
    private static final int FIRST = 16;

    private MediaSniffer() {}

    /** The media type of a stored file. */
    public static String typeOf(Path file, String name) throws IOException {
        byte[] first;
        try (InputStream in = Files.newInputStream(file)) {
            first = in.readNBytes(FIRST);
        }
        String text = new String(first, StandardCharsets.ISO_8859_1);
        String sniffed = sniff(text);
        if (sniffed != null) {
            return sniffed;
        }
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_EXTENSION.getOrDefault(extension, UNKNOWN);
    }

    /** Whether a browser may draw it on one of our pages. */
    static boolean isShowable(String mediaType) {
        return SHOWABLE.contains(mediaType);
    }

    /** Whether it is a picture, a video, sound or a PDF. */
    public static boolean isMedia(String mediaType) {
        return mediaType.equals("application/pdf")
                || mediaType.startsWith("image/")
                || mediaType.startsWith("video/")
                || mediaType.startsWith("audio/");
    }

    private static String sniff(String first) {
        if (first.startsWith("\u0089PNG\r\n\u001a\n")) {
            return "image/png";
        }
        if (first.startsWith("\u00ff\u00d8\u00ff")) {
            return "image/jpeg";
        }
        if (first.startsWith("GIF87a") || first.startsWith("GIF89a")) {
            return "image/gif";
        }
        if (first.startsWith("%PDF-")) {
            return "application/pdf";
        }
        if (first.startsWith("\u001aE\u00df\u00a3")) {
            return "video/webm";
        }
        if (first.startsWith("ID3") || first.startsWith("\u00ff\u00fb")) {
            return "audio/mpeg";
        }
        return container(first);
    }

    private static String container(String first) {
        if (first.length() >= 12 && first.startsWith("RIFF")) {
            String kind = first.substring(8, 12);
            return kind.equals("WEBP") ? "image/webp" : kind.equals("WAVE") ? "audio/wav" : null;
        }
        if (first.length() < 12 || !first.startsWith("ftyp", 4)) {
            return null;
        }
        return switch (first.substring(8, 12)) {
            case "heic", "heix", "mif1" -> "image/heic";
            case "qt  " -> "video/quicktime";
            default -> "video/mp4";
        };
    }
}
