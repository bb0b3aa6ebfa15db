package org.penglai.crm.mail.internal.mime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names of the files of a mail: fit for any disk, each once. */
final class FileNames {
    private static final int LONGEST = 200;
    private static final Map<String, String> ENDINGS = Map.of(
            "image/png", ".png",
            "image/jpeg", ".jpg",
            "image/gif", ".gif",
            "application/pdf", ".pdf",
            "text/plain", ".txt",
            "text/html", ".html",
            "text/calendar", ".ics",
            "message/rfc822", ".eml");

    private final List<PartReading.Found> found;
    private final List<String> names = new ArrayList<>();

    private FileNames(List<PartReading.Found> found) {
        this.found = found;
    }

    static FileNames of(List<PartReading.Found> found) {
        FileNames names = new FileNames(found);
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < found.size(); i++) {
            names.names.add(free(plain(found.get(i), i + 1), taken));
        }
        return names;
    }

    /** Names by what the HTML calls the files. */
    Map<String, String> byContentId() {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String id = found.get(i).contentId();
            if (id != null) {
                map.putIfAbsent(id, names.get(i));
            }
        }
        return map;
    }

    List<ParsedMail.File> files(Set<String> shown) {
        List<ParsedMail.File> files = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            PartReading.Found file = found.get(i);
            String name = names.get(i);
            files.add(new ParsedMail.File(
                    name, file.mediaType(), file.size(), file.contentId(), shown.contains(name), file.content()));
        }
        return files;
    }

    private static String plain(PartReading.Found file, int number) {
        String name = file.name() == null ? "" : file.name();
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("[\\p{Cntrl}<>:\"|?*\\u202A-\\u202E\\u2066-\\u2069]", "_")
                .strip();
        if (last.isBlank() || last.equals(".") || last.equals("..")) {
            return "attachment-" + number + ENDINGS.getOrDefault(file.mediaType(), ".bin");
        }
        int dot = last.lastIndexOf('.');
        String ending = dot > 0 && last.length() - dot <= 10 ? last.substring(dot) : "";
        return last.length() <= LONGEST ? last : last.substring(0, LONGEST - ending.length()) + ending;
    }

    private static String free(String name, Set<String> taken) {
        String free = name;
        int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        for (int i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
            free = name.substring(0, dot) + " (" + i + ")" + name.substring(dot);
        }
        return free;
    }
}
