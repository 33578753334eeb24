package com.hubify.clerk.instance;

import com.hubify.clerk.credential.Secret;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The instance.
 *
 * @param issuer Issuer of all tokens, without a trailing slash; by default the server's own address
 * @param instanceId Instance id, which is also the id of its signing key
 * @param secretKey Secret key for the Backend API
 * @param dataDirectory Directory that keeps the signing key; without it, each start makes a new key
 * @param switches Readings of what is not known about real instances
 */
@ConfigurationProperties("clerk.simulator")
public record InstanceProperties(
        @Nullable String issuer,
        @DefaultValue("ins_2hUbIfYsImUlAtOrInStAnCe00a") String instanceId,

        @DefaultValue("sk_test_hubify_simulator") Secret secretKey,

        @Nullable Path dataDirectory,
        @DefaultValue Switches switches) {

    private static final Pattern INSTANCE_ID = Pattern.compile("ins_[A-Za-z0-9]{27}");

    public InstanceProperties {
        if (issuer != null && issuer.endsWith("/")) {
            throw new IllegalArgumentException("clerk.simulator.issuer must not end in a slash: " + issuer);
        }
        if (!INSTANCE_ID.matcher(instanceId).matches()) {
            throw new IllegalArgumentException("clerk.simulator.instance-id must be ins_ and 27 letters or digits");
        }
    }

    /** Whether the instance is one for development, as its secret key tells. */
    public boolean isDevelopment() {
        return secretKey.reveal().startsWith("sk_test_");
    }
}
