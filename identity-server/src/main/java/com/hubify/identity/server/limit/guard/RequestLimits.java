package com.hubify.identity.server.limit.guard;

import com.hubify.identity.server.api.ApiPath;
import com.hubify.identity.server.client.SenderNetwork;
import com.hubify.identity.server.error.Refusals;
import com.hubify.identity.server.error.TooManyRequests;
import com.hubify.identity.server.limit.Budget;
import com.hubify.identity.server.limit.Budgets;
import com.hubify.identity.server.limit.Limit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/** Counts requests for their senders, and refuses those over the limit of their place. */
@Component
public class RequestLimits {

    private static final String SENTENCE = "Too many requests. Try again later.";

    private final Places places;
    private final Budgets budgets;
    private final ClientGuesses guesses;
    private final PresentedGrants grants;
    private final Limit failures;
    private final Clock clock;

    RequestLimits(
            Places places,
            Budgets budgets,
            ClientGuesses guesses,
            PresentedGrants grants,
            LimitProperties properties,
            Clock clock) {
        this.places = places;
        this.budgets = budgets;
        this.guesses = guesses;
        this.grants = grants;
        this.failures = Rates.limit("failures.network", properties.failures().network());
        this.clock = clock;
    }

    /** Before client authentication. @throws TooManyRequests if the sender has guessed too often */
    void requireNoGuesser(HttpServletRequest request) {
        guesses.refused(request).ifPresent(wait -> {
            throw refusal("too many failed attempts", wait, request);
        });
    }

    /**
     * After authentication.
     *
     * @return whether a client's request came without proof of who that is
     * @throws TooManyRequests if the sender has asked too often
     */
    boolean count(HttpServletRequest request, HttpServletResponse response) {
        List<Place> asked = places.of(request);
        if (asked.isEmpty()) {
            return false;
        }
        Sender sender = Sender.of(SecurityContextHolder.getContext().getAuthentication());
        for (Place place : asked) {
            Limit limit = sender.limit(place);
            if (limit == null) {
                continue;
            }
            Budget budget = budgets.take(limit, sender.counted(limit, place), 1);
            if (!budget.allowed() && !isOwnGrant(sender, request)) {
                refuse(budget, request, response);
            }
            // Programs that mint thousands of tokens a second need no five headers with each of them.
            if (ApiPath.matches(request)) {
                LimitHeaders.write(budget, clock.instant(), response);
            }
        }
        return sender.kind() == Sender.Kind.NETWORK && asked.get(0).client() != null && !ApiPath.matches(request);
    }

    /** Attack: shut public clients out behind one's own address, by asking for tokens without end. */
    private boolean isOwnGrant(Sender sender, HttpServletRequest request) {
        return sender.kind() == Sender.Kind.NETWORK && grants.areIn(request);
    }

    /** Attack: make up refresh tokens and codes, under the id of a public client. */
    void countRefusal(HttpServletRequest request) {
        if (Refusals.of(request).isPresent()) {
            budgets.take(failures, SenderNetwork.current(), 1);
        }
    }

    /**
     * Counts those without a good access token. Past the limit of their network the answer is 429 instead of 401; callers with
     * a good token from the same network are not affected.
     */
    public AuthenticationEntryPoint counting(AuthenticationEntryPoint refusal) {
        return (request, response, exception) -> {
            Budget budget = budgets.take(failures, SenderNetwork.current(), 1);
            if (!budget.allowed()) {
                refuse(budget, request, response);
            }
            if (ApiPath.matches(request)) {
                LimitHeaders.write(budget, clock.instant(), response);
            }
            refusal.commence(request, response, exception);
        };
    }

    private void refuse(Budget budget, HttpServletRequest request, HttpServletResponse response) {
        LimitHeaders.write(budget, clock.instant(), response);
        throw refusal("over the limit " + budget.limit().name(), budget.retryAfter(), request);
    }

    private static TooManyRequests refusal(String reason, Duration wait, HttpServletRequest request) {
        Refusals.note(request, OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE, reason);
        return new TooManyRequests(SENTENCE, wait);
    }
}
