package org.penglai.crm.rest.internal.operation;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What the JVM says of itself, and what the connection pools publish by JMX. */
final class RuntimeMetrics {
    private static final Map<String, String> POOL_ATTRIBUTES = Map.of(
            "NumActive", "crm_db_pool_active",
            "NumIdle", "crm_db_pool_idle",
            "NumWaiters", "crm_db_pool_waiting",
            "MaxTotal", "crm_db_pool_limit");

    private RuntimeMetrics() {}

    static void write(MetricsText text) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        MemoryUsage other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
        text.head("jvm_memory_used_bytes", "gauge", "Memory in use");
        text.sample("jvm_memory_used_bytes", heap.getUsed(), "area", "heap");
        text.sample("jvm_memory_used_bytes", other.getUsed(), "area", "nonheap");
        text.head("jvm_memory_max_bytes", "gauge", "Memory that may be used, -1 for no limit");
        text.sample("jvm_memory_max_bytes", heap.getMax(), "area", "heap");
        text.sample("jvm_memory_max_bytes", other.getMax(), "area", "nonheap");
        text.gauge(
                "jvm_threads_current",
                "Threads",
                ManagementFactory.getThreadMXBean().getThreadCount());
        text.gauge(
                "jvm_classes_loaded",
                "Classes",
                ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
        List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
        text.head("jvm_gc_collection_seconds_sum", "counter", "Time spent collecting garbage");
        collectors.forEach(
                gc -> text.sample("jvm_gc_collection_seconds_sum", gc.getCollectionTime() / 1e3, "gc", gc.getName()));
        text.head("jvm_gc_collection_seconds_count", "counter", "Collections");
        collectors.forEach(
                gc -> text.sample("jvm_gc_collection_seconds_count", gc.getCollectionCount(), "gc", gc.getName()));
        text.gauge(
                "process_uptime_seconds",
                "Time since the start",
                ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        text.gauge("system_load_average_1m", "Load average of the machine", system.getSystemLoadAverage());
        processor(text, ManagementFactory.getPlatformMBeanServer());
        pools(text, ManagementFactory.getPlatformMBeanServer());
    }

    private static void processor(MetricsText text, MBeanServer beans) {
        try {
            Object nanos = beans.getAttribute(new ObjectName("java.lang:type=OperatingSystem"), "ProcessCpuTime");
            text.counter("process_cpu_seconds_total", "Processor time used", ((Number) nanos).doubleValue() / 1e9);
        } catch (JMException e) {
            // This JVM does not tell: the sample is left out.
            return;
        }
    }

    private static void pools(MetricsText text, MBeanServer beans) {
        POOL_ATTRIBUTES.forEach((attribute, name) -> {
            text.head(name, "gauge", "Connections: " + attribute);
            for (ObjectName pool : pools(beans)) {
                try {
                    Number value = (Number) beans.getAttribute(pool, attribute);
                    text.sample(name, value.doubleValue(), "pool", pool.getCanonicalName());
                } catch (JMException e) {
                    // The pool was closed a moment ago.
                    continue;
                }
            }
        });
    }

    private static Iterable<ObjectName> pools(MBeanServer beans) {
        try {
            return beans.queryNames(new ObjectName("*:type=GenericObjectPool,*"), null);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
