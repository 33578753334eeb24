package com.hubify.clerk.console;

import com.hubify.clerk.browser.SeeOther;
import com.hubify.clerk.credential.Secret;
import com.hubify.clerk.directory.Users;
import com.hubify.clerk.instance.ClerkIds;
import com.hubify.clerk.problem.ClerkProblem;
import com.hubify.clerk.user.EmailAddress;
import com.hubify.clerk.user.Metadata;
import com.hubify.clerk.user.Profile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** People by hand. */
@Controller
class PeopleController {

    private final PeoplePage page;
    private final Users users;
    private final ClerkIds ids;

    PeopleController(PeoplePage page, Users users, ClerkIds ids) {
        this.page = page;
        this.users = users;
        this.ids = ids;
    }

    /** @param open id of the person whose forms are shown */
    @GetMapping(PeoplePage.PATH)
    ModelAndView page(@RequestParam(defaultValue = "") String search, @RequestParam(defaultValue = "") String open) {
        return page.of(search, open);
    }

    @PostMapping(PeoplePage.PATH)
    ModelAndView create(
            @RequestParam String email,
            @RequestParam String password,
            @RequestParam(defaultValue = "false") boolean verified) {
        if (email.isBlank() || password.isBlank()) {
            throw ClerkProblem.formInvalid("An e-mail address and a password are needed.");
        }
        EmailAddress address = new EmailAddress(ids.next("idn"), email.strip(), verified);
        Profile profile = new Profile(address, null, null, null, null, null);
        return shown(users.create(profile, Metadata.NONE, Secret.of(password)).id());
    }

    @PostMapping(PeoplePage.PATH + "/{id}")
    ModelAndView change(@PathVariable("id") String id, @RequestParam String action) {
        switch (action) {
            case "ban", "unban" -> users.ban(id, action.equals("ban"));
            case "deprovision", "provision" -> users.deprovision(id, action.equals("deprovision"));
            case "lock", "unlock" -> users.lock(id, action.equals("lock"));
            case "delete" -> users.delete(id);
            default -> throw ClerkProblem.formInvalid("No such action: " + action);
        }
        return shown(id);
    }

    /** An address that is changed is another one; an empty one goes. */
    @PostMapping(PeoplePage.PATH + "/{id}/profile")
    ModelAndView rename(
            @PathVariable("id") String id,
            @RequestParam(name = "given_name") String givenName,
            @RequestParam(name = "family_name") String familyName,
            @RequestParam String email,
            @RequestParam(defaultValue = "false") boolean verified) {
        users.update(
                id,
                old -> new Profile(
                        address(old.email(), email.strip(), verified),
                        old.username(),
                        givenName.isBlank() ? null : givenName.strip(),
                        familyName.isBlank() ? null : familyName.strip(),
                        old.picture(),
                        old.externalId()));
        return shown(id);
    }

    static ModelAndView shown(String id) {
        return SeeOther.to(PeoplePage.PATH + "?open=" + id + "#" + id);
    }

    private @Nullable EmailAddress address(@Nullable EmailAddress old, String email, boolean verified) {
        if (email.isEmpty()) {
            return null;
        }
        String id = old != null && old.address().equals(email) ? old.id() : ids.next("idn");
        return new EmailAddress(id, email, verified);
    }
}
