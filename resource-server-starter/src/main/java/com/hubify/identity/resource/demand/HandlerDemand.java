package com.hubify.identity.resource.demand;

import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.MaxStaleness;
import com.hubify.identity.resource.RequiresRecentSignIn;
import com.hubify.identity.resource.RequiresScope;
import com.hubify.identity.resource.settings.InvalidDemand;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.annotation.MergedAnnotation;

/**
 * What a handler requires of its caller: all scopes of {@link RequiresScope}, the strictest
 * {@link RequiresRecentSignIn} and the smallest {@link MaxStaleness} on the method, its type and their supertypes.
 *
 * @param scopes scopes, all of which are needed
 * @param signIn what is required of the person's sign-in; null if nothing
 * @param staleness largest age of the knowledge of revocations; null for the limit of the whole service
 */
public record HandlerDemand(
        Scopes scopes,
        @Nullable RecentSignIn signIn,
        @Nullable Duration staleness) {

    public static final HandlerDemand NONE = new HandlerDemand(Scopes.none(), null, null);

    /**
     * Requires all of the given scopes.
     *
     * @throws InvalidDemand if none is given, or one is not a scope
     */
    public static HandlerDemand of(String... scopes) {
        return Scopes.parse(List.of(scopes))
                .filter(named -> !named.areNone())
                .map(named -> new HandlerDemand(named, null, null))
                .orElseThrow(() -> noScope("requireScope(" + String.join(", ", scopes) + ")"));
    }

    /**
     * Requires a recent sign-in.
     *
     * @throws InvalidDemand if the age is not a positive duration in whole seconds, or something is not a class
     */
    public static HandlerDemand ofSignIn(String age, String... acr) {
        return new HandlerDemand(
                Scopes.none(), RecentSignIn.of(age, List.of(acr), "requireRecentSignIn(\"" + age + "\")"), null);
    }

    /**
     * @throws InvalidDemand if an annotation names something that is not a scope, a class or a duration, or if no
     *     sign-in could satisfy all of them
     */
    public static HandlerDemand at(AnnotatedPlace place) {
        Scopes scopes = Scopes.of(place.all(RequiresScope.class)
                .flatMap(annotation -> Arrays.stream(annotation.getStringArray("value")))
                .map(value ->
                        Scope.parse(value).orElseThrow(() -> noScope("@RequiresScope(\"" + value + "\") on " + place)))
                .toList());
        RecentSignIn signIn = place.all(RequiresRecentSignIn.class)
                .map(annotation -> signIn(annotation, place))
                .reduce((one, other) -> one.and(other, place))
                .orElse(null);
        Duration staleness = place.all(MaxStaleness.class)
                .map(annotation -> staleness(annotation.getString("value"), place))
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new HandlerDemand(scopes, signIn, staleness);
    }

    public boolean isNone() {
        return !isOfCaller() && staleness == null;
    }

    /** Whether it requires anything of the caller, beyond a credential that is known not to be revoked. */
    public boolean isOfCaller() {
        return !scopes.areNone() || signIn != null;
    }

    private static RecentSignIn signIn(MergedAnnotation<RequiresRecentSignIn> annotation, AnnotatedPlace place) {
        String age = annotation.getString("value");
        return RecentSignIn.of(
                age, List.of(annotation.getStringArray("acr")), "@RequiresRecentSignIn(\"" + age + "\") on " + place);
    }

    private static InvalidDemand noScope(String demand) {
        return new InvalidDemand(
                demand + " does not name a scope",
                "Name scopes such as labs:read, experiments:* or *, each in a string of its own.");
    }

    private static Duration staleness(String value, AnnotatedPlace place) {
        Duration duration = duration(value);
        if (duration.isZero() || duration.isNegative()) {
            throw noDuration(value, place, "is not a positive duration");
        }
        if (duration.compareTo(Revocation.MOST_BEHIND) < 0) {
            throw noDuration(
                    value, place, "can't be guaranteed: an answer of the identity server may itself be 200 ms behind");
        }
        return duration;
    }

    /** The duration of that text; zero if it is none. */
    static Duration duration(String value) {
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
