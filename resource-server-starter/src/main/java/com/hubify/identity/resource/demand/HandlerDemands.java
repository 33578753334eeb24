package com.hubify.identity.resource.demand;

import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.MaxStaleness;
import com.hubify.identity.resource.RequiresScope;
import com.hubify.identity.resource.settings.InvalidDemand;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.web.method.HandlerMethod;

/**
 * Reads {@link RequiresScope} and {@link MaxStaleness} off handlers: the sum of the scopes that a method, its type and their
 * parents name, and the strictest of the bounds. Of a handler that is no method, those count that
 * mappings call.
 */
public final class HandlerDemands {

    private final Map<AnnotatedPlace, HandlerDemand> known = new ConcurrentHashMap<>();

    /** @throws InvalidDemand if an annotation names something that is not a scope, or no duration that can be kept */
    public HandlerDemand of(Object handler) {
        return of(
                handler instanceof HandlerMethod method
                        ? AnnotatedPlace.of(method.getBean(), method.getBeanType(), method.getMethod())
                        : AnnotatedPlace.of(handler));
    }

    /** @throws InvalidDemand if an annotation names something that is not a scope, or no duration that can be kept */
    public HandlerDemand of(AnnotatedPlace place) {
        return known.computeIfAbsent(place, HandlerDemands::read);
    }

    private static HandlerDemand read(AnnotatedPlace place) {
        Scopes scopes = Scopes.of(place.all(RequiresScope.class)
                .flatMap(annotation -> Arrays.stream(annotation.getStringArray("value")))
                .map(value -> scope(value, place))
                .toList());
        Duration staleness = place.all(MaxStaleness.class)
                .map(annotation -> duration(annotation.getString("value"), place))
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new HandlerDemand(scopes, staleness);
    }

    private static Scope scope(String value, AnnotatedPlace place) {
        return Scope.parse(value)
                .orElseThrow(() -> new InvalidDemand(
                        "@RequiresScope(\"" + value + "\") on " + place + " does not name a scope",
                        "Name scopes such as labs:read, experiments:* or *, each in a string of its own.",
                        null));
    }

    private static Duration duration(String value, AnnotatedPlace place) {
        Duration duration = parse(value, place);
        if (duration.compareTo(Revocation.MOST_BEHIND) < 0) {
            throw invalid(
                    value, place, "can't be kept: an answer of the identity server may itself be 200 ms behind", null);
        }
        return duration;
    }

    private static Duration parse(String value, AnnotatedPlace place) {
        try {
            Duration duration = DurationStyle.detectAndParse(value);
            if (!duration.isZero() && !duration.isNegative()) {
                return duration;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw invalid(value, place, "is not a positive duration", e);
        }
        throw invalid(value, place, "is not a positive duration", null);
    }

    private static InvalidDemand invalid(String value, AnnotatedPlace place, String reason, @Nullable Exception cause) {
        return new InvalidDemand(
                "@MaxStaleness(\"" + value + "\") on " + place + " " + reason,
                "Use a duration such as 2s, 500ms or 1m.",
                cause);
    }
}
