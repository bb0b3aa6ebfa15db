package org.penglai.crm.rest.internal.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Paths of notifications, calendar, reports and My day. */
final class WorkPaths {
    private static final String JSON = "application/json";
    private static final String NOTIFICATIONS = "notifications";
    private static final String CALENDAR = "calendar";

    private WorkPaths() {}

    static void add(Map<String, Object> paths) {
        paths.put(
                "/api/v1/notifications",
                Map.of(
                        "get",
                        Operation.of(NOTIFICATIONS, "What the caller was told, the newest first")
                                .query("unread", "boolean")
                                .query("limit", "integer")
                                .query("cursor", "string")
                                .answers(200, "OK", object())
                                .build()));
        Map<String, Object> read = new LinkedHashMap<>();
        read.put("ids", FieldSchema.array(FieldSchema.type("string")));
        read.put("all", FieldSchema.type("boolean"));
        paths.put(
                "/api/v1/notifications/read",
                Map.of(
                        "post",
                        Operation.of(NOTIFICATIONS, "Mark some or all as read")
                                .body(FieldSchema.object(read, List.of()), JSON)
                                .answers(200, "How many are unread", object())
                                .build()));
        paths.put(
                "/api/v1/calendar",
                Map.of(
                        "get",
                        Operation.of(CALENDAR, "Appointments and dated tasks, each occurrence")
                                .query("from", "string")
                                .query("to", "string")
                                .query("users", "string")
                                .answers(200, "OK", object())
                                .build()));
        paths.put(
                "/api/v1/calendar/days-off",
                Map.of(
                        "get",
                        Operation.of(CALENDAR, "Days on which nobody works")
                                .query("from", "string")
                                .query("to", "string")
                                .answers(200, "OK", object())
                                .build()));
        series(paths, "change", "Change one occurrence, those that follow, or all");
        series(paths, "remove", "Take away one occurrence, those that follow, or all");
        Map<String, Object> feed = new LinkedHashMap<>();
        feed.put(
                "get",
                Operation.of(CALENDAR, "Whether there is a secret address")
                        .answers(200, "OK", object())
                        .build());
        feed.put(
                "post",
                Operation.of(CALENDAR, "Make a secret address in place of the one before")
                        .answers(200, "The address, shown once", object())
                        .build());
        feed.put(
                "delete",
                Operation.of(CALENDAR, "Take the address away")
                        .answers(204, "Gone")
                        .build());
        paths.put("/api/v1/calendar/feed", feed);
        paths.put(
                "/api/v1/search",
                Map.of(
                        "get",
                        Operation.of("search", "Records of all types by name, pinyin, initials, number, phone, address")
                                .query("q", "string")
                                .query("types", "string")
                                .query("limit", "integer")
                                .answers(200, "The best first", object())
                                .build()));
        paths.put(
                "/api/v1/reports",
                Map.of(
                        "get",
                        Operation.of("reports", "Reports that the caller may run, and what they ask for")
                                .answers(200, "OK", object())
                                .build()));
        paths.put(
                "/api/v1/reports/{name}",
                Map.of(
                        "get",
                        Operation.of(
                                        "reports",
                                        "Figures, with the list of records behind each row; query parameters as the report says")
                                .answers(200, "OK", object())
                                .build()));
        paths.put(
                "/api/v1/my-day",
                Map.of(
                        "get",
                        Operation.of("my-day", "What waits for the caller")
                                .answers(200, "OK", object())
                                .build()));
    }

    private static void series(Map<String, Object> paths, String what, String summary) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("occurrence", FieldSchema.type("string"));
        members.put("scope", FieldSchema.type("string"));
        if (what.equals("change")) {
            members.put("values", object());
        }
        paths.put(
                "/api/v1/calendar/{type}/{id}/" + what,
                Map.of(
                        "post",
                        Operation.of(CALENDAR, summary)
                                .body(FieldSchema.object(members, List.of("occurrence", "scope")), JSON)
                                .answers(200, "The record that stands for it now, and how to take it back", object())
                                .build()));
    }

    private static Map<String, Object> object() {
        return FieldSchema.type("object");
    }
}
