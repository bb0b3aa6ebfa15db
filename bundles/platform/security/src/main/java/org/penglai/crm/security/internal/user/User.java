package org.penglai.crm.security.internal.user;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Somebody who can sign in. Passwords, sessions and tokens are kept apart, out of the record kernel's reach. */
@Entity
@Table(name = "crm_user")
public class User extends RecordEntity {
    @Column(name = "username", length = 64)
    private String username;

    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "status", length = 20)
    private String status;

    @Column(name = "locale", length = 20)
    private String locale;

    @Column(name = "time_zone", length = 50)
    private String zone;

    @Column(name = "administrator")
    private Boolean administrator;

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getStatus() {
        return status;
    }

    public void setStatus(String status) {
        this.status = status;
    }

    public String getLocale() {
        return locale;
    }

    public void setLocale(String locale) {
        this.locale = locale;
    }

    public String getZone() {
        return zone;
    }

    public void setZone(String zone) {
        this.zone = zone;
    }

    public Boolean getAdministrator() {
        return administrator;
    }

    public void setAdministrator(Boolean administrator) {
        this.administrator = administrator;
    }
}
