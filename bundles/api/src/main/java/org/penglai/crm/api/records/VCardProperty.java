package org.penglai.crm.api.records;

/** What a vCard says of a person or a company; a type declares which of its fields hold it. */
public enum VCardProperty {
    /** The name as it is shown. */
    FULL_NAME,
    /** Position in the organization. */
    TITLE,
    /** The company; may be a reference, which is then found by number or title. */
    ORGANIZATION,
    /** Part of the company. */
    DEPARTMENT,
    /** Mobile phone. */
    MOBILE,
    /** Any other phone. */
    PHONE,
    EMAIL,
    /** WeChat id. */
    WECHAT,
    /** Date of birth; one without a year is left out. */
    BIRTHDAY,
    URL,
    NOTE
}
