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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * What a handler requires of its caller: all scopes of {@link RequiresScope} and the smallest {@link MaxStaleness} on
 * the method, its type and their supertypes.
 *
 * @param scopes scopes, all of which are needed
 * @param staleness largest age of the knowledge of revocations; null for the limit of the whole service
 */
public record HandlerDemand(Scopes scopes, @Nullable Duration staleness) {

    public static final HandlerDemand NONE = new HandlerDemand(Scopes.none(), null);

    /**
     * Requires all of the given scopes.
     *
     * @throws InvalidDemand if none is given, or one is not a scope
     */
    public static HandlerDemand of(String... scopes) {
        return Scopes.parse(List.of(scopes))
                .filter(named -> !named.areNone())
                .map(named -> new HandlerDemand(named, null))
                .orElseThrow(() -> noScope("requireScope(" + String.join(", ", scopes) + ")"));
    }

    /**
     * @throws InvalidDemand if an annotation names something that is not a scope, or a duration that is invalid or
     *     below 200 ms
     */
    public static HandlerDemand at(AnnotatedPlace place) {
        Scopes scopes = Scopes.of(place.all(RequiresScope.class)
                .flatMap(annotation -> Arrays.stream(annotation.getStringArray("value")))
                .map(value ->
                        Scope.parse(value).orElseThrow(() -> noScope("@RequiresScope(\"" + value + "\") on " + place)))
                .toList());
        Duration staleness = place.all(MaxStaleness.class)
                .map(annotation -> duration(annotation.getString("value"), place))
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new HandlerDemand(scopes, staleness);
    }

    public boolean isNone() {
        return scopes.areNone() && staleness == null;
    }

    private static InvalidDemand noScope(String demand) {
        return new InvalidDemand(
                demand + " does not name a scope",
                "Name scopes such as labs:read, experiments:* or *, each in a string of its own.");
    }

    private static Duration duration(String value, AnnotatedPlace place) {
        Duration duration = parse(value);
        if (duration.isZero() || duration.isNegative()) {
            throw noDuration(value, place, "is not a positive duration");
        }
        if (duration.compareTo(Revocation.MOST_BEHIND) < 0) {
            throw noDuration(
                    value, place, "can't be guaranteed: an answer of the identity server may itself be 200 ms behind");
        }
        return duration;
    }

    private static Duration parse(String value) {
        try {
            return DurationStyle.detectAndParse(value);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Duration.ZERO;
        }
    }

    private static InvalidDemand noDuration(String value, AnnotatedPlace place, String problem) {
        return new InvalidDemand(
                "@MaxStaleness(\"" + value + "\") on " + place + " " + problem,
                "Use a duration such as 2s, 500ms or 1m.");
    }
}
