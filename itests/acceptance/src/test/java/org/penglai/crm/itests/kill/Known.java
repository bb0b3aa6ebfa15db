package org.penglai.crm.itests.kill;

/** What a writer knows of one of its customers from the answers it got. */
final class Known {
    final String name;
    String id;
    int version;
    String remark = "";
    /** Unless it is promoted. */
    String level = "C";

    /** Of the loyalty account; null if the customer has none. */
    String account;

    boolean promoted;
    boolean deleted;

    Known(String name) {
        this.name = name;
    }
}
