package com.hubify.clerk.instance;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The issuer's address, which is also the host of every endpoint. */
@Component
public class Issuer {

    private final InstanceProperties properties;
    private final Environment environment;

    Issuer(InstanceProperties properties, Environment environment) {
        this.properties = properties;
        this.environment = environment;
    }

    /** The configured issuer, otherwise the address this server really listens on (the port may be chosen late). */
    public String value() {
        String configured = properties.issuer();
        if (configured != null && !configured.isBlank()) {
            return configured;
        }
        String port = environment.getProperty("local.server.port", environment.getProperty("server.port", "9090"));
        return "http://127.0.0.1:" + port;
    }

    /** The absolute address of an endpoint. */
    public String at(String path) {
        return value() + path;
    }

    public boolean isSecure() {
        return value().startsWith("https://");
    }

    /** The key a front end or SDK is configured with; it names nothing but the host. */
    public String publishableKey() {
        String host = value().substring(value().indexOf("://") + 3);
        byte[] content = (host + "$").getBytes(StandardCharsets.UTF_8);
        return (properties.isDevelopment() ? "pk_test_" : "pk_live_")
                + Base64.getEncoder().withoutPadding().encodeToString(content);
    }
}
