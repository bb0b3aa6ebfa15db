package org.penglai.crm.modules.internal;

/**
 * What ought to be with a module.
 *
 * @param name feature name
 * @param version feature version
 * @param repository address of the features file it comes from; null for what the archive ships
 * @param former version that ran before this one; null if none did
 * @param wish what is wanted of it
 */
record DesiredModule(String name, String version, String repository, String former, Wish wish) {

    /** What is wanted of a module. */
    enum Wish {
        RUN,
        /** It is installed and does not run. */
        STOP,
        /** It went; what is known of it tells its data apart. */
        REMOVED;

        /** As in the table. */
        String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** One that runs for the first time. */
    static DesiredModule first(String name, String version, String repository) {
        return new DesiredModule(name, version, repository, null, Wish.RUN);
    }

    /** The same module, of which something else is wanted. */
    DesiredModule with(Wish other) {
        return new DesiredModule(name, version, repository, former, other);
    }

    /** The same module in that version, which ought to run. */
    DesiredModule moved(String to, String from) {
        return new DesiredModule(name, to, from, to.equals(version) ? former : version, Wish.RUN);
    }

    boolean running() {
        return wish == Wish.RUN;
    }

    /** Whether it is installed, running or not. */
    boolean present() {
        return wish != Wish.REMOVED;
    }
}
