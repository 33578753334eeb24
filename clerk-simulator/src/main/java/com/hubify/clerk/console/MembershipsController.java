package com.hubify.clerk.console;

import com.hubify.clerk.browser.SeeOther;
import com.hubify.clerk.directory.Organizations;
import com.hubify.clerk.directory.Sessions;
import com.hubify.clerk.organization.Role;
import com.hubify.clerk.problem.ClerkProblem;
import com.hubify.clerk.session.SessionStatus;
import com.hubify.clerk.user.Metadata;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A person's memberships and sessions, and organizations, by hand. */
@Controller
class MembershipsController {

    private final Organizations organizations;
    private final Sessions sessions;

    MembershipsController(Organizations organizations, Sessions sessions) {
        this.organizations = organizations;
        this.sessions = sessions;
    }

    /** @param role key without {@code org:} */
    @PostMapping(PeoplePage.PATH + "/{id}/memberships")
    ModelAndView place(
            @PathVariable("id") String id,
            @RequestParam String organization,
            @RequestParam String role,
            @RequestParam String action) {
        switch (action) {
            case "join" -> organizations.join(organization, id, Role.PREFIX + role);
            case "change" -> organizations.changeRole(organization, id, Role.PREFIX + role);
            case "leave" -> organizations.leave(organization, id);
            default -> throw ClerkProblem.formInvalid("No such action: " + action);
        }
        return PeopleController.shown(id);
    }

    @PostMapping(PeoplePage.PATH + "/{id}/sessions")
    ModelAndView session(@PathVariable("id") String id, @RequestParam String session, @RequestParam String action) {
        switch (action) {
            case "revoke" -> sessions.end(session, SessionStatus.REVOKED);
            case "hold", "resume" -> sessions.hold(session, action.equals("hold"));
            default -> throw ClerkProblem.formInvalid("No such action: " + action);
        }
        return PeopleController.shown(id);
    }

    @PostMapping("/simulator/organizations")
    ModelAndView create(@RequestParam String name, @RequestParam String slug) {
        if (name.isBlank() || slug.isBlank()) {
            throw ClerkProblem.formInvalid("A name and a slug are needed.");
        }
        organizations.create(name.strip(), slug.strip(), Metadata.NONE, null);
        return SeeOther.to(PeoplePage.PATH);
    }

    @PostMapping("/simulator/organizations/{id}/delete")
    ModelAndView delete(@PathVariable("id") String id) {
        organizations.delete(id);
        return SeeOther.to(PeoplePage.PATH);
    }
}
