package org.penglai.crm.itest.faulty.internal;

import java.util.concurrent.TimeUnit;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.PrePersist;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** A record whose name says how its insert goes wrong. */
@Entity
@Table(name = "itest_fault")
public class Fault extends RecordEntity {
    static final String EXCEPTION = "exception";
    static final String HANG = "hang";
    private static final int HANG_SECONDS = 60;

    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "customer_id")
    private Long customerId;

    @PrePersist
    void goWrong() throws InterruptedException {
        if (EXCEPTION.equals(name)) {
            throw new IllegalStateException("asked to fail inside the transaction");
        }
        if (HANG.equals(name)) {
            TimeUnit.SECONDS.sleep(HANG_SECONDS);
        }
    }
}
