package org.penglai.crm.security.internal.role;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Lob;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Rights under a name, given to users together. */
@Entity
@Table(name = "crm_role")
public class Role extends RecordEntity {
    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "english_name", length = 100)
    private String englishName;

    @Column(name = "code", length = 40)
    private String code;

    @Column(name = "description", length = 1000)
    private String description;

    @Lob
    @Column(name = "permissions")
    private String permissions;

    @Lob
    @Column(name = "scopes")
    private String scopes;

    @Lob
    @Column(name = "field_rights")
    private String fieldRights;

    @Column(name = "second_factor")
    private Boolean secondFactor;

    @Column(name = "home_page", length = 200)
    private String homePage;

    @Lob
    @Column(name = "menu")
    private String menu;

    @Column(name = "shipped")
    private Boolean shipped;

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getEnglishName() {
        return englishName;
    }

    public void setEnglishName(String englishName) {
        this.englishName = englishName;
    }

    public String getCode() {
        return code;
    }

    public void setCode(String code) {
        this.code = code;
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(String description) {
        this.description = description;
    }

    public String getPermissions() {
        return permissions;
    }

    public void setPermissions(String permissions) {
        this.permissions = permissions;
    }

    public String getScopes() {
        return scopes;
    }

    public void setScopes(String scopes) {
        this.scopes = scopes;
    }

    public String getFieldRights() {
        return fieldRights;
    }

    public void setFieldRights(String fieldRights) {
        this.fieldRights = fieldRights;
    }

    public Boolean getSecondFactor() {
        return secondFactor;
    }

    public void setSecondFactor(Boolean secondFactor) {
        this.secondFactor = secondFactor;
    }

    public String getHomePage() {
        return homePage;
    }

    public void setHomePage(String homePage) {
        this.homePage = homePage;
    }

    public String getMenu() {
        return menu;
    }

    public void setMenu(String menu) {
        this.menu = menu;
    }

    public Boolean getShipped() {
        return shipped;
    }

    public void setShipped(Boolean shipped) {
        this.shipped = shipped;
    }
}
