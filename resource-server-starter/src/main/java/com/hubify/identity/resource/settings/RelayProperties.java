package com.hubify.identity.resource.settings;

import com.hubify.identity.settings.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the caller's credential may be relayed to.
 *
 * @param origins Origins of services, such as https://samples.internal:8443, to which calls made with Spring Boot's
 *     HTTP clients carry the caller's credential. It is sent to no other origin
 */
@ConfigurationProperties("hubify.resource.relay")
public record RelayProperties(@DefaultValue List<String> origins) {

    public static final String ORIGINS = "hubify.resource.relay.origins";

    public RelayProperties {
        origins = List.copyOf(origins);
        for (int i = 0; i < origins.size(); i++) {
            if (!isOrigin(origins.get(i))) {
                throw Settings.invalid(
                        ORIGINS + "[" + i + "]",
                        "is not an origin",
                        "Use scheme, host and port without a slash at the end, for example https://samples.internal:8443.");
            }
        }
    }

    /** The configured origins in normal form, as {@link #originOf} has them. */
    public Set<String> named() {
        return origins.stream()
                .map(origin -> Objects.requireNonNull(originOf(URI.create(origin))))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The origin of a URL in normal form: scheme, lower-case host and explicit port; null if it is not http or https.
     */
    public static @Nullable String originOf(URI address) {
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : scheme.equals("http") ? 80 : -1;
        if (usual < 0 || address.getHost() == null) {
            return null;
        }
        int port = address.getPort() < 0 ? usual : address.getPort();
        return scheme + "://" + address.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }

    private static boolean isOrigin(String value) {
        try {
            URI address = new URI(value);
            return originOf(address) != null
                    && address.getRawUserInfo() == null
                    && address.getRawPath().isEmpty()
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
