package com.hubify.identity.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.benchmarks.ClassPath;
import org.junit.jupiter.api.Test;

/** A service that is measured must have on its class path what it is measured with, and nothing that competes. */
class ServiceClassPathTests {

    private static final ClassPath ALL = new ClassPath(String.join(
            java.io.File.pathSeparator,
            "/m2/spring-webmvc-7.jar",
            "/m2/spring-webflux-7.jar",
            "/m2/tomcat-embed-core-11.jar",
            "/m2/netty-transport-4.jar",
            "/m2/spring-security-web-7.jar",
            "/m2/spring-boot-security-4.jar",
            "/m2/AmazonCorrettoCryptoProvider-2.5.0-linux-x86_64.jar",
            "/build/resource-server-starter/target/resource-server-starter.jar",
            "/build/benchmarks/target/benchmarks.jar"));

    @Test
    void holdsOneStack() {
        assertThat(Stack.SERVLET.of(ALL).value()).contains("webmvc", "tomcat").doesNotContain("webflux", "netty");
        assertThat(Stack.REACTIVE.of(ALL).value()).contains("webflux", "netty").doesNotContain("webmvc", "tomcat");
    }

    @Test
    void holdsSecurityWhereItIsMeasured() {
        assertThat(Protection.NONE.of(ALL).value()).doesNotContain("security", "starter");
        assertThat(Protection.CHAIN.of(ALL).value()).contains("spring-security").doesNotContain("starter");
        assertThat(Protection.SPRING_ES256.of(ALL).value()).doesNotContain("starter");
    }

    @Test
    void holdsNativeCryptographyWhereItIsMeasured() {
        assertThat(Protection.HUBIFY_NATIVE.of(ALL)).isEqualTo(ALL);
        assertThat(Protection.HUBIFY_JDK.of(ALL).value()).contains("starter").doesNotContain("Corretto");
    }
}
