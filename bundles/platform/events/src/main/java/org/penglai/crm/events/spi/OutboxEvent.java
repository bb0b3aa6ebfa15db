package org.penglai.crm.events.spi;

import java.time.Instant;

/**
 * A committed change with its place in the one order of all changes. Events of one record follow each other as its
 * versions do.
 *
 * @param position dense, from 1; positions never repeat and none is left out
 * @param at when it was written, which is not quite the order of commits
 * @param type record type
 * @param recordVersion version after the change; 0 if there is none
 * @param operation created, updated, deleted, restored or an action's name
 * @param userId who did it; 0 for the system
 * @param changes JSON object as in {@link Journal.Entry}; null if none
 */
public record OutboxEvent(
        long position,
        Instant at,
        String type,
        long recordId,
        long recordVersion,
        String operation,
        long userId,
        String changes) {}
