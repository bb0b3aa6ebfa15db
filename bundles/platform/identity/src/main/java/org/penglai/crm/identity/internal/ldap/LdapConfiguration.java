package org.penglai.crm.identity.internal.ldap;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set in {@code etc/org.penglai.crm.identity.ldap.cfg}; without the file there is no LDAP. */
@ObjectClassDefinition(name = "Penglai CRM: LDAP", description = "Sign-in by a directory")
public @interface LdapConfiguration {
    /** Configuration PID. */
    String PID = "org.penglai.crm.identity.ldap";

    @AttributeDefinition(description = "ldap://host:389 or ldaps://host:636")
    String url();

    @AttributeDefinition(description = "Turn to TLS on an ldap:// address before anything is said")
    boolean startTls() default true;

    @AttributeDefinition(description = "JKS or PKCS#12 file with the certificates to trust; empty for those of Java")
    String trustStore() default "";

    @AttributeDefinition(description = "Its password")
    String trustStorePassword() default "";

    @AttributeDefinition(description = "Who searches; empty for anybody")
    String bindDn() default "";

    @AttributeDefinition(description = "The password of it")
    String bindPassword() default "";

    @AttributeDefinition(description = "Below which users are searched")
    String userBase();

    @AttributeDefinition(description = "Which of them may sign in; {0} is the name that was typed")
    String userFilter() default "(&(objectClass=person)(uid={0}))";

    @AttributeDefinition(description = "By what a person is known for ever: entryUUID, in Active Directory objectGUID")
    String attribute_id() default "entryUUID";

    @AttributeDefinition(description = "Sign-in name; in Active Directory sAMAccountName")
    String attribute_username() default "uid";

    @AttributeDefinition(description = "Name to show")
    String attribute_name() default "cn";

    @AttributeDefinition(description = "Mail address; empty to leave it alone")
    String attribute_email() default "mail";

    @AttributeDefinition(description = "Telephone; empty to leave it alone")
    String attribute_phone() default "telephoneNumber";

    @AttributeDefinition(description = "Name of the department; empty to leave it alone")
    String attribute_department() default "";

    @AttributeDefinition(description = "Below which groups are searched; empty for no groups")
    String groupBase() default "";

    @AttributeDefinition(description = "Groups of a user; {0} is the DN, {1} the sign-in name")
    String groupFilter() default "(member={0})";

    @AttributeDefinition(description = "Name of a group")
    String attribute_group() default "cn";

    @AttributeDefinition(description = "Role by group, such as sales=salesRep; without any the roles are given here")
    String[] roles() default {};

    @AttributeDefinition(description = "Roles of everybody who comes by LDAP")
    String[] rolesOfAll() default {};

    @AttributeDefinition(description = "Whether users are made when they sign in for the first time")
    boolean createUsers() default true;

    @AttributeDefinition(description = "Whether users of the same name, who were made here, are taken to be the same")
    boolean adoptUsers() default false;

    @AttributeDefinition(description = "Who may sign in by a password of the CRM: names, or * for all who have one")
    String[] localUsers() default {"*"};

    @AttributeDefinition(description = "Seconds to wait for the directory", min = "1")
    int timeoutSeconds() default 5;

    @AttributeDefinition(description = "Minutes between looking who is gone; 0 for never", min = "0")
    int syncMinutes() default 60;
}
