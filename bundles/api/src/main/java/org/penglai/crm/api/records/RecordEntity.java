package org.penglai.crm.api.records;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Id;
import javax.persistence.MappedSuperclass;
import javax.persistence.Version;

/**
 * What the row of every record type has. A capability's entity extends this class and adds its own columns; its
 * migration creates the columns named here by the placeholder {@code ${record}}:
 *
 * <pre>
 * id bigint not null primary key, version bigint not null,
 * created_at timestamp not null, created_by bigint not null, updated_at timestamp not null, updated_by bigint not null,
 * owner_id bigint, owner_department_id bigint, dept_path varchar(200),
 * deleted_at timestamp, deleted_by bigint, deleted_marker bigint default 0 not null,
 * sort_key varchar(240) ${binary}, initials varchar(80) ${binary}
 * </pre>
 *
 * with indexes on (sort_key, id), (initials, id) and (owner_id, sort_key, id). Times are UTC. The record kernel fills
 * all of these; a capability only reads them.
 *
 * <p>Where the two databases differ, a migration uses placeholders:
 *
 * <ul>
 *   <li>{@code ${binary}} behind the type of a text column that is compared by code points (keys, numbers, hashes)
 *   <li>{@code ${text}} and {@code ${bytes}}: types of long texts and of bytes
 *   <li>{@code ${derby}} before a statement of one line that is meant for Derby alone; elsewhere it makes a comment of the
 *       line. Derby walks an index in one direction only, so every record table should have the two that serve the newest
 *       first and names downwards:
 * </ul>
 *
 * <pre>
 * ${derby}create index ix_crm_customer_sort_down on crm_customer (sort_key desc, id desc);
 * ${derby}create index ix_crm_customer_newest on crm_customer (id desc);
 * </pre>
 *
 * <p>The first key of a type is kept unique among the records that are not deleted by a constraint (not by a unique
 * index, which on Derby knows no null twice) over its columns and {@code deleted_marker}, which is 0 for a live row and
 * the row's own id in the recycle bin, so that a deleted record never blocks its number or name:
 *
 * <pre>
 * constraint uq_crm_customer_no unique (customer_no, deleted_marker)
 * </pre>
 *
 * <p>Entities hold plain columns: a reference to another record is its id,
 * because the other type may belong to another capability.
 */
@MappedSuperclass
public abstract class RecordEntity {
    @Id
    @Column(name = "id")
    private Long id;

    @Version
    @Column(name = "version")
    private long version;

    @Column(name = "created_at")
    private LocalDateTime createdAt;

    @Column(name = "created_by")
    private long createdBy;

    @Column(name = "updated_at")
    private LocalDateTime updatedAt;

    @Column(name = "updated_by")
    private long updatedBy;

    @Column(name = "owner_id")
    private Long ownerId;

    @Column(name = "owner_department_id")
    private Long ownerDepartmentId;

    @Column(name = "dept_path", length = 200)
    private String deptPath;

    @Column(name = "deleted_at")
    private LocalDateTime deletedAt;

    @Column(name = "deleted_by")
    private Long deletedBy;

    @Column(name = "deleted_marker")
    private long deletedMarker;

    @Column(name = "sort_key", length = 240)
    private String sortKey;

    @Column(name = "initials", length = 80)
    private String initials;

    /** Time-sorted 64-bit id, assigned by the kernel before the insert. */
    public Long getId() {
        return id;
    }

    /** Counts the changes of the row; the value that If-Match compares. */
    public long getVersion() {
        return version;
    }

    /** UTC. */
    public LocalDateTime getCreatedAt() {
        return createdAt;
    }

    /** UTC. */
    public LocalDateTime getUpdatedAt() {
        return updatedAt;
    }

    /** Id of the owning user; null when nobody owns the record. */
    public Long getOwnerId() {
        return ownerId;
    }

    /** UTC; not null while the record lies in the recycle bin. */
    public LocalDateTime getDeletedAt() {
        return deletedAt;
    }
}
