package com.hubify.clerk.console;

import com.hubify.clerk.console.PersonView.Place;
import com.hubify.clerk.console.PersonView.SessionView;
import com.hubify.clerk.directory.Directory;
import com.hubify.clerk.organization.Membership;
import com.hubify.clerk.organization.Organization;
import com.hubify.clerk.session.Session;
import com.hubify.clerk.user.User;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Puts the page together. */
@Component
class PeoplePage {

    static final String PATH = "/simulator/people";

    /** A page for people to read; the search finds the others. */
    private static final int MOST = 50;

    private final Clock clock;
    private final Directory directory;

    PeoplePage(Clock clock, Directory directory) {
        this.clock = clock;
        this.directory = directory;
    }

    /** @param open id of a person whom the page shows first, however many others there are; empty for none */
    ModelAndView of(String search, String open) {
        String part = search.strip().toLowerCase(Locale.ROOT);
        List<User> found = directory.users().stream()
                .filter(user -> (user.label() + " " + user.name().orElse("") + " " + user.id())
                        .toLowerCase(Locale.ROOT)
                        .contains(part))
                .sorted(Comparator.comparing(user -> !user.id().equals(open)))
                .toList();
        return new ModelAndView("people")
                .addObject("search", search)
                .addObject("open", open)
                .addObject("total", found.size())
                .addObject("people", found.stream().limit(MOST).map(this::view).toList())
                .addObject("refusal", "")
                .addObject("entered", Map.of())
                .addObject("roles", directory.roles())
                .addObject("organizations", directory.organizations());
    }

    private PersonView view(User user) {
        List<Membership> memberships = directory.memberships(user);
        List<Organization> others = directory.organizations().stream()
                .filter(one -> memberships.stream()
                        .noneMatch(place -> place.organizationId().equals(one.id())))
                .toList();
        List<SessionView> sessions = directory.sessions().stream()
                .filter(session -> session.userId().equals(user.id()))
                .filter(session -> session.statusAt(clock.instant()).isLive())
                .map(this::view)
                .toList();
        List<Place> places = memberships.stream().map(this::view).toList();
        return new PersonView(user, user.isLockedAt(clock.instant()), places, others, sessions);
    }

    private Place view(Membership membership) {
        Organization organization = directory.organization(membership);
        return new Place(
                organization.id(), organization.label(), membership.role().key());
    }

    private SessionView view(Session session) {
        return new SessionView(
                session.id(),
                session.statusAt(clock.instant()).code(),
                session.createdAt().truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
