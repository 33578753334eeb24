package com.hubify.identity.resource.demand;

import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.settings.InvalidDemand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is required of a person's sign-in.
 *
 * @param within its largest age, in whole seconds
 * @param acr classes, the preferred one first, one of which it must have; empty for any
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9470#section-3">RFC 9470, section 3</a>
 */
public record RecentSignIn(Duration within, List<String> acr) {

    /** By how much the clocks of issuer and service may differ. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    /** Of what can stand in a quoted string of a header, separated by spaces. */
    private static final Pattern CLASS = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]+");

    /**
     * Reads a requirement.
     *
     * @param demand where it stands, for the message
     * @throws InvalidDemand if the age is not a positive duration in whole seconds, or something is not a class
     */
    static RecentSignIn of(String age, List<String> acr, String demand) {
        Duration within = HandlerDemand.duration(age);
        // The challenge can say no less than a second.
        if (within.isNegative() || within.isZero() || within.toNanosPart() != 0) {
            throw new InvalidDemand(
                    demand + " is not a positive duration in whole seconds", "Use a duration such as 10m, 90s or 1h.");
        }
        if (!acr.stream().allMatch(each -> CLASS.matcher(each).matches())) {
            throw new InvalidDemand(
                    demand + " names a class that is empty, or has spaces or quotes",
                    "Name classes as the claim acr has them, each in a string of its own.");
        }
        return new RecentSignIn(within, List.copyOf(acr));
    }

    /**
     * Both requirements as one.
     *
     * @throws InvalidDemand if there is no class that satisfies both
     */
    RecentSignIn and(RecentSignIn other, AnnotatedPlace place) {
        List<String> both = acr.stream().filter(each -> other.allows(each)).toList();
        if (both.isEmpty() && !acr.isEmpty() && !other.acr.isEmpty()) {
            throw new InvalidDemand(
                    "@RequiresRecentSignIn on " + place + " can't be satisfied: it requires one of " + acr
                            + " and one of " + other.acr,
                    "Name a class at both places that satisfies both.");
        }
        return new RecentSignIn(
                within.compareTo(other.within) < 0 ? within : other.within, acr.isEmpty() ? other.acr : both);
    }

    /** Whether a sign-in at that time is recent enough. */
    public boolean isMetAt(Instant signedIn, Instant now) {
        return !isAhead(signedIn, now) && Duration.between(signedIn, now).compareTo(within) <= 0;
    }

    /** Whether that time is further in the future than clocks may differ. */
    public boolean isAhead(Instant signedIn, Instant now) {
        return signedIn.isAfter(now.plus(SKEW));
    }

    /** Whether the class of the caller's sign-in is one of those required. */
    public boolean isMetByClassOf(Caller caller) {
        return acr.isEmpty() || caller.acr().filter(acr::contains).isPresent();
    }

    private boolean allows(String value) {
        return acr.isEmpty() || acr.contains(value);
    }
}
