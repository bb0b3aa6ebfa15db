package org.penglai.crm.records.internal.write;

/** Which record. */
record RecordKey(String type, long id) {}
