package com.hubify.clerk.browser;

import com.hubify.clerk.instance.Issuer;
import com.hubify.clerk.problem.ClerkProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses hosts that may belong to others. A web page whose name comes to mean 127.0.0.1 (DNS rebinding) is of the same
 * origin as the simulator to its browser, and would read session tokens of everybody, or delete people by the Backend API, whose
 * sample key is public; only its {@code Host} gives it away.
 */
final class KnownHosts implements HandlerInterceptor {

    /** Browsers look none of these up. */
    private static final Pattern LOOPBACK =
            Pattern.compile("(.+\\.)?localhost|127(\\.\\d{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");

    private final Issuer issuer;
    private final List<String> configured;

    KnownHosts(Issuer issuer, HostProperties properties) {
        this.issuer = issuer;
        this.configured = properties.hosts().stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .toList();
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String host = request.getServerName().toLowerCase(Locale.ROOT);
        if (!LOOPBACK.matcher(host).matches()
                && !configured.contains(host)
                && !host.equalsIgnoreCase(URI.create(issuer.value()).getHost())) {
            throw ClerkProblem.hostInvalid();
        }
        return true;
    }
}
