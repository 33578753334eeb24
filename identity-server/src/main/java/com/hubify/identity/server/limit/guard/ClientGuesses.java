package com.hubify.identity.server.limit.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.hubify.identity.protocol.Sha256;
import com.hubify.identity.server.client.SenderNetwork;
import com.hubify.identity.server.client.authentication.ClientRefused;
import com.hubify.identity.server.endpoint.BasicCredentials;
import com.hubify.identity.server.limit.Budget;
import com.hubify.identity.server.limit.Budgets;
import com.hubify.identity.server.limit.Limit;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;

/**
 * Slows those who guess clients' secrets, or make up clients and codes. Wrong secrets count against the client and the
 * guesser's network together, never against the client alone: an attacker must not be able to lock a client out.
 *
 * <p>The client itself may sit behind the guesser's address. A secret that was right within the last hour passes there; it is
 * checked as any other.
 */
@Component
class ClientGuesses {

    private static final int MOST_KNOWN = 10_000;
    private static final Duration KNOWN_FOR = Duration.ofHours(1);

    /** Clients with thousands of requests a second need no write of each: it took a hundredth of their time. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private final Budgets budgets;
    private final RegisteredClientRepository clients;
    private final Limit ofClient;
    private final Limit ofNetwork;

    /** Digests of clients' credentials, and when they were right, in nanoseconds. */
    private final Cache<String, Long> known = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterWrite(KNOWN_FOR)
            .build();

    ClientGuesses(Budgets budgets, RegisteredClientRepository clients, LimitProperties properties) {
        this.budgets = budgets;
        this.clients = clients;
        this.ofClient = Rates.limit("failures.client", properties.failures().client());
        this.ofNetwork = Rates.limit("failures.network", properties.failures().network());
    }

    /** The budget that this request's sender has used up, if it must not go on. */
    Optional<Budget> refused(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        String client = client(request, header);
        boolean secret = header != null || request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) != null;
        String network = SenderNetwork.current();
        Budget guesses = budgets.look(ofClient, client + " " + network);
        if (secret && !guesses.allowed()) {
            return known.getIfPresent(digest(request, header)) == null ? Optional.of(guesses) : Optional.empty();
        }
        Budget all = budgets.look(ofNetwork, network);
        return all.allowed() || secret && clients.findByClientId(client) != null ? Optional.empty() : Optional.of(all);
    }

    /** Keeps in mind that the credentials of this request are right. */
    void remember(HttpServletRequest request) {
        String digest = digest(request, request.getHeader(HttpHeaders.AUTHORIZATION));
        Long before = known.getIfPresent(digest);
        long now = System.nanoTime();
        if (before == null || now - before > NOTED_EVERY.toNanos()) {
            known.put(digest, now);
        }
    }

    /** In the thread of the request. */
    @EventListener
    void count(ClientRefused refused) {
        String network = SenderNetwork.current();
        if (refused.client().isEmpty() || !refused.error().equals(OAuth2ErrorCodes.INVALID_CLIENT)) {
            budgets.owe(ofNetwork, network, 1);
        } else {
            budgets.owe(ofClient, refused.client() + " " + network, 1);
        }
    }

    private static String client(HttpServletRequest request, @Nullable String header) {
        return Optional.ofNullable(header)
                .filter(BasicCredentials::areIn)
                .flatMap(BasicCredentials::parse)
                .map(BasicCredentials::clientId)
                .orElseGet(() -> Objects.requireNonNullElse(request.getParameter(OAuth2ParameterNames.CLIENT_ID), ""));
    }

    private static String digest(HttpServletRequest request, @Nullable String header) {
        return Sha256.base64Url(
                header != null
                        ? header
                        : request.getParameter(OAuth2ParameterNames.CLIENT_ID) + "\n"
                                + request.getParameter(OAuth2ParameterNames.CLIENT_SECRET));
    }
}
